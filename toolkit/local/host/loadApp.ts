import type { CustomHandler } from '../../build/customHandler.ts'
import type { HostJson } from '../../build/hostJson.ts'
import { functionErrors } from './functionErrors.ts'
import { type HostedFunction, loadFunctions } from './functionFolders.ts'
import type { Log } from './logEntry.ts'
import { filterLog } from './logFilter.ts'
import { readHostJson } from './readHostJson.ts'
import { routeFunctions } from './routeFunctions.ts'

/** What an app folder says. */
export interface LoadedApp {
  readonly hostJson: HostJson
  readonly customHandler: CustomHandler
  readonly functions: readonly HostedFunction[]
  /** Why a function does not run. */
  readonly functionErrors: (name: string) => readonly string[]
  /** Lets through what host.json lets through. */
  readonly log: Log
}

export interface AppFolder {
  readonly directory: string
  readonly environment: Readonly<Record<string, string>>
  readonly log: Log
}

/** Reads an app folder without starting anything. Throws UserError for one that has nothing to run. */
export function loadApp({ directory, environment, log: wholeLog }: AppFolder): LoadedApp {
  const hostJson = readHostJson(directory, environment)
  const { log, of } = functionErrors(filterLog(wholeLog, hostJson.logLevels))
  const { customHandler, functions: only, retry } = hostJson
  for (const message of hostJson.warnings) log({ level: 'warning', category: 'Host.Startup', message })
  const ofRoutes = routeFunctions(customHandler, directory, environment)
  const functions =
    ofRoutes.length > 0 ? ofRoutes : loadFunctions({ directory, environment, only, retry, log })
  return { hostJson, customHandler, functions, functionErrors: of, log }
}
