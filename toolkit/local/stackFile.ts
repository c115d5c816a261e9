import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isMap, parseDocument } from 'yaml'
import { UserError } from '../build/userError.ts'
import { localDirectory, projectDirectory, stackName } from './project.ts'

const name = `Pulumi.${stackName}.yaml`

/**
 * The stack file for one run. Options of the command line go into a copy, so that the checkout's own file stays as it
 * is.
 */
export function stackFileWith(overrides: Readonly<Record<string, string | undefined>>): string {
  const stackFile = join(projectDirectory, name)
  for (const file of [join(projectDirectory, 'Pulumi.yaml'), stackFile]) requireYaml(file)
  if (Object.values(overrides).every((value) => value === undefined)) return stackFile
  const copy = join(localDirectory, name)
  mkdirSync(localDirectory, { recursive: true })
  writeFileSync(copy, withConfig(textOf(stackFile), overrides))
  return copy
}

/** A stack file's text with some configuration values set anew. */
export function withConfig(yaml: string, overrides: Readonly<Record<string, string | undefined>>): string {
  const document = parseDocument(yaml)
  const { contents } = document
  if (isMap(contents) && contents.get('config') == null) contents.delete('config') // alone it is no place for a setting
  for (const [key, value] of Object.entries(overrides)) {
    if (value !== undefined) document.setIn(['config', key], value)
  }
  return document.toString()
}

/** @throws UserError where a file is not what Pulumi could read: it says so without the name of the file */
export function requireYaml(file: string): void {
  const { errors, contents } = parseDocument(textOf(file))
  const config = isMap(contents) ? contents.get('config') : undefined
  const isReadable = contents === null || (isMap(contents) && (config == null || isMap(config)))
  const reason =
    errors[0]?.message ?? (isReadable ? undefined : 'it has to be keys with values, also below config.')
  if (reason === undefined) return
  throw new UserError(
    'yaml-invalid',
    `${file} cannot be read: ${reason.trim()}\nMend it and run the command again.`,
  )
}

function textOf(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}
