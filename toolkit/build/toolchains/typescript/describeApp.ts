import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { isAbsolute, relative } from 'node:path'
import type { BuildFacts } from '../../../runtime/buildFacts.ts'
import type { CoreFunctionMetadata } from '../../../runtime/coreTypes.ts'
import type { GeneratedFunction } from '../../toolchain.ts'
import { UserError } from '../../userError.ts'
import { toFunctionJson } from './functionJson.ts'
import { refuseUncarried } from './protocolLimits.ts'

/** What the child process writes: the registered functions, or the file that failed. */
export interface Description {
  readonly functions?: readonly CoreFunctionMetadata[]
  /** What the app would ask of the host. */
  readonly capabilities?: Readonly<Record<string, string>> | undefined
  /** The hashes in the names of bindings, by what was hashed. */
  readonly bindingHashes?: Record<string, string>
  readonly failure?: { readonly file: string; readonly message: string; readonly stack?: string }
}

const timeout = 60_000

export interface DescribedApp {
  readonly functions: GeneratedFunction[]
  readonly facts: BuildFacts
}

/** Loads the app once, in a process of its own, for the functions it registers. */
export async function describeApp(describeBundle: string, directory: string): Promise<DescribedApp> {
  const output = `${describeBundle}.json`
  const problem = await run(['--enable-source-maps', describeBundle, output], directory)
  const text = await readFile(output, 'utf8').catch(() => undefined)
  if (text === undefined) {
    throw new UserError(
      'load-failed',
      `The handler could not be loaded to find its functions: ${problem ?? 'it exited while loading'}. ` +
        'Function files must only register functions when they are loaded.',
    )
  }
  const { functions = [], capabilities = {}, bindingHashes = {}, failure }: Description = JSON.parse(text)
  if (failure !== undefined) throw loadFailed(failure, directory)
  // The library's own server for streams is the one thing that is carried.
  refuseUncarried(
    functions,
    Object.keys(capabilities).filter((name) => name !== 'HttpUri'),
  )
  return {
    functions: functions.map((f) => ({ name: f.name, functionJson: toFunctionJson(f) })),
    facts: { bindingHashes, functions: Object.fromEntries(functions.map((f) => [f.name, f])) },
  }
}

function loadFailed(failure: NonNullable<Description['failure']>, directory: string): UserError {
  const { file, message, stack = '' } = failure
  return new UserError(
    'load-failed',
    `${findPosition(stack, directory) ?? file} failed while it was loaded: ${message}\n` +
      'The build loads every function file to find its functions. Mend it and build again.',
  )
}

/** Pure: `file:line:column` of the innermost line of a stack that is the user's own. */
export function findPosition(stack: string, directory: string): string | undefined {
  for (const [, path = '', position = ''] of stack.matchAll(
    /(?:\(|at )(?:file:\/\/)?([^()\s][^()]*?):(\d+:\d+)\)?$/gm,
  )) {
    const file = isAbsolute(path) ? relative(directory, path) : path
    if (!file.startsWith('..') && !file.includes('node_modules') && isAbsolute(path))
      return `${file}:${position}`
  }
  return undefined
}

function run(options: string[], cwd: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(process.execPath, options, { cwd, timeout }, (error, _stdout, stderr) => {
      if (error === null) resolve(undefined)
      else
        resolve(
          error.killed ? `it did not come to an end in ${timeout / 1000} s` : stderr.trim() || error.message,
        )
    })
  })
}
