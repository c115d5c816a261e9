import { functionNames } from '../functionFolders.ts'
import type { ReadyApp } from '../runHost.ts'
import { bundleSurprises, functionSurprises, listSurprises } from './functionSurprises.ts'
import { commandSurprises, settingSurprises } from './settingSurprises.ts'
import type { TellSurprise } from './surpriseLog.ts'
import { triggerSurprises } from './triggerSurprises.ts'

/** Tells what can be known before the first call. Contract 13.2.35 */
export function tellStartSurprises(
  { directory, environment, hostJson, customHandler, functions }: StartedApp,
  tell: TellSurprise,
): void {
  const ofApp = [
    ...settingSurprises(environment),
    ...commandSurprises(customHandler, environment),
    ...listSurprises(hostJson.functions, functionNames(directory)),
    ...bundleSurprises(functions, hostJson),
  ]
  for (const message of ofApp) tell(undefined, message)
  for (const hosted of functions) {
    const ofFunction = [...functionSurprises(hosted, customHandler), ...triggerSurprises(hosted, environment)]
    for (const message of ofFunction) tell(hosted.name, message)
  }
}

type StartedApp = Pick<ReadyApp, 'directory' | 'environment' | 'hostJson' | 'customHandler' | 'functions'>
