import { readdirSync, readFileSync, statSync } from 'node:fs'
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { parseJsonText } from './jsonText.ts'
import type { GeneratedFunction } from './toolchain.ts'
import { UserError } from './userError.ts'

/** The functions of a folder that has a folder with a function.json for each, as the host finds them (contract 9.1). */
export function handWrittenFunctions(directory: string): GeneratedFunction[] {
  const functions = functionFolders(directory).map((name) => ({
    name,
    functionJson: readFunctionJson(directory, name),
  }))
  if (functions.length > 0) return functions
  throw new UserError(
    'no-functions',
    `No folder in ${directory} has a function.json, so the host would not even start the handler. ` +
      'Write one for each function, e.g. hello/function.json: see docs/any-language.md.',
  )
}

/** What else lies in the functions' folders: it may be meant for the running handler. */
export async function copyFunctionFolders(directory: string, outputDirectory: string): Promise<void> {
  for (const name of functionFolders(directory)) {
    await cp(join(directory, name), join(outputDirectory, name), { recursive: true, dereference: true })
  }
}

/** Names of the folders that hold a function.json. */
export function functionFolders(directory: string): string[] {
  return readdirSync(directory).filter((name) => isFile(join(directory, name, 'function.json')))
}

function readFunctionJson(directory: string, name: string): object {
  const functionJson = parse(join(directory, name, 'function.json'))
  // The host reads this key as it is spelt here only.
  if ('scriptFile' in functionJson && functionJson.scriptFile) {
    const file = join(directory, name, String(functionJson.scriptFile))
    if (!isFile(file)) {
      throw new UserError(
        'function-refused',
        `The function '${name}' would be refused by the host: Invalid script file name configuration. The 'scriptFile' ` +
          `property is set to a file that does not exist. There is no ${file}; leave scriptFile out, a custom handler needs none.`,
      )
    }
  }
  return functionJson
}

function parse(file: string): object {
  try {
    const value: unknown = parseJsonText(readFileSync(file, 'utf8'))
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
    throw new Error('it is not a JSON object')
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new UserError('function-refused', `${file} cannot be read: ${reason}. Mend it and build again.`, {
      cause,
    })
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true
}
