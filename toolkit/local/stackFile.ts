import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { localDirectory, projectDirectory, stackName } from './project.ts'

const name = `Pulumi.${stackName}.yaml`

/**
 * The stack file for one run. Options of the command line go into a copy, so that the checkout's own file stays as it
 * is.
 */
export function stackFileWith(overrides: Readonly<Record<string, string | undefined>>): string {
  const stackFile = join(projectDirectory, name)
  if (Object.values(overrides).every((value) => value === undefined)) return stackFile
  const copy = join(localDirectory, name)
  mkdirSync(localDirectory, { recursive: true })
  writeFileSync(copy, withConfig(readFileSync(stackFile, 'utf8'), overrides))
  return copy
}

/** A stack file's text with some configuration values set anew. */
export function withConfig(yaml: string, overrides: Readonly<Record<string, string | undefined>>): string {
  const settings = Object.entries(overrides).filter(([, value]) => value !== undefined)
  const keys = new Set(settings.map(([key]) => key))
  const lines = yaml.split('\n').filter((line) => !keys.has(/^ {2}(\S+):/.exec(line)?.[1] ?? ''))
  const added = settings.map(([key, value]) => `  ${key}: ${JSON.stringify(value)}`)
  return lines.toSpliced(lines.indexOf('config:') + 1, 0, ...added).join('\n')
}
