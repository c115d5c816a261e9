import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseDocument } from 'yaml'
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
  const document = parseDocument(yaml)
  for (const [key, value] of Object.entries(overrides)) {
    if (value !== undefined) document.setIn(['config', key], value)
  }
  return document.toString()
}
