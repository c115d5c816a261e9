import { execFile } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { isAbsolute, relative } from 'node:path'
import type { BuildFacts } from '../../../runtime/buildFacts.ts'
import type { CoreFunctionMetadata } from '../../../runtime/coreTypes.ts'
import { localSettingsFile } from '../../localSettings.ts'
import type { GeneratedFunction } from '../../toolchain.ts'
import { UserError } from '../../userError.ts'
import { toFunctionJson } from './functionJson.ts'
import { refuseUncarried } from './protocolLimits.ts'
import { commonSettings, readLocalSettings } from './settingsForLoading.ts'

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

// The library's own server for streams is carried, and of the other the telemetry of the app itself does not depend.
const withoutHost = ['HttpUri', 'WorkerOpenTelemetryEnabled']

const openTelemetryNotice =
  'The capability WorkerOpenTelemetryEnabled does not reach the host of a custom handler: it sends its own telemetry of ' +
  'each call and log line beside that of the app'

export interface DescribedApp {
  readonly functions: GeneratedFunction[]
  readonly facts: BuildFacts
}

/** Loads the app once, in a process of its own, for the functions it registers. */
export async function describeApp(
  describeBundle: string,
  directory: string,
  warn: (line: string) => void,
): Promise<DescribedApp> {
  const {
    functions = [],
    capabilities = {},
    bindingHashes = {},
  } = await load(describeBundle, directory, warn)
  const asked = Object.keys(capabilities).filter((name) => !withoutHost.includes(name))
  refuseUncarried(functions, asked)
  if ('WorkerOpenTelemetryEnabled' in capabilities) warn(openTelemetryNotice)
  return {
    functions: functions.map((f) => ({ name: f.name, functionJson: toFunctionJson(f) })),
    facts: { bindingHashes, functions: Object.fromEntries(functions.map((f) => [f.name, f])) },
  }
}

// The settings of this machine may shape what is registered, so they count only where it takes them to load the app.
async function load(
  describeBundle: string,
  directory: string,
  warn: (line: string) => void,
): Promise<Description> {
  const described = await loadWith({}, describeBundle, directory)
  if (!(described instanceof UserError)) return described
  const local = readLocalSettings(directory)
  if (local === undefined) throw described
  const again = await loadWith(local, describeBundle, directory)
  if (again instanceof UserError) throw again
  const [reason = ''] = described.message.replace(/^The /, 'the ').split('\n')
  warn(`The functions were found with the settings of ${localSettingsFile}, because without them ${reason}`)
  return again
}

/** What the app registers, or why it could not be loaded. */
async function loadWith(
  settings: Readonly<Record<string, string>>,
  describeBundle: string,
  directory: string,
): Promise<Description | UserError> {
  const output = `${describeBundle}.json`
  // What an attempt before this one has written is not of this one.
  await rm(output, { force: true })
  const env = { ...commonSettings, ...settings, ...process.env }
  const problem = await run(['--enable-source-maps', describeBundle, output], directory, env)
  const text = await readFile(output, 'utf8').catch(() => undefined)
  if (text === undefined) return notLoaded(problem ?? 'it exited while loading')
  const description: Description = JSON.parse(text)
  return description.failure ? loadFailed(description.failure, directory) : description
}

function notLoaded(problem: string): UserError {
  return new UserError(
    'load-failed',
    `The handler could not be loaded to find its functions: ${problem}. ` +
      'Function files must only register functions when they are loaded.',
  )
}

function loadFailed(failure: NonNullable<Description['failure']>, directory: string): UserError {
  const { file, message, stack = '' } = failure
  return new UserError(
    'load-failed',
    `${findPosition(stack, directory) ?? file} failed while it was loaded: ${message}\n` +
      'The build loads every function file to find its functions. A setting that it needs for that may be in the ' +
      `environment of the build or in ${localSettingsFile}. Mend it and build again.`,
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

function run(options: string[], cwd: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(process.execPath, options, { cwd, env, timeout }, (error, _stdout, stderr) => {
      if (error === null) resolve(undefined)
      else if (error.killed) resolve(`it did not come to an end in ${timeout / 1000} s`)
      else resolve(stderr.trim() || `it exited with ${error.signal ?? error.code} while loading`)
    })
  })
}
