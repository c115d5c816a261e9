import * as functionsCore from './functionsCore.ts'

/** In the library's own module this is null where no worker runs it: "test mode". */
export function tryGetCoreApiLazy(): typeof functionsCore {
  return functionsCore
}
