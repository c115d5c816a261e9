import type * as functionsCore from './functionsCore.ts'
import {
  Disposable,
  getProgrammingModel,
  hostVersion,
  log,
  registerFunction,
  registerHook,
  setProgrammingModel,
  version,
} from './functionsCore.ts'

/**
 * In the library's own module this is null where no worker runs it: "test mode". A namespace of the bundler's costs
 * every start a getter for each member; this is made for those who ask.
 */
export function tryGetCoreApiLazy(): typeof functionsCore {
  return {
    ...{ version, hostVersion, Disposable, getProgrammingModel, setProgrammingModel },
    ...{ registerFunction, registerHook, log },
  }
}
