import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CustomHandler } from '../../build/customHandler.ts'
import { type HostJson, parseHostJson } from '../../build/hostJson.ts'
import { unknownHostJsonNames } from '../../build/hostJsonNames.ts'
import { UserError } from '../../build/userError.ts'
import { overrideHostJson } from './hostJsonOverrides.ts'

/** The host.json of an app folder, which must describe a custom handler. Throws UserError. */
export function readHostJson(
  directory: string,
  environment: Readonly<Record<string, string>>,
): HostJson & { readonly customHandler: CustomHandler } {
  const path = join(directory, 'host.json')
  const text = readText(path)
  const unknown = unknownHostJsonNames(text)
  try {
    const hostJson = parseHostJson(overrideHostJson(text, environment), path)
    const { customHandler } = hostJson
    if (!customHandler) throw noCustomHandler(path)
    return { ...hostJson, customHandler, warnings: [...hostJson.warnings, ...unknown] }
  } catch (error) {
    // What is missing may be there under a misspelt name.
    if (!(error instanceof UserError) || unknown.length === 0) throw error
    throw new UserError(error.code, [error.message, ...unknown].join('\n'), { cause: error })
  }
}

function noCustomHandler(path: string): UserError {
  return new UserError(
    'no-custom-handler',
    `${path} has no customHandler section, so the host does not know what to start. ` +
      `Add "customHandler": {"description": {"defaultExecutablePath": "<the handler's executable>"}}.`,
  )
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new UserError(
      'host-json-missing',
      `Cannot read ${path}. An app folder has a host.json beside its function folders; build the app first.`,
      { cause: error },
    )
  }
}
