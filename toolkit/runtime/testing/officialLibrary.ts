import { createRequire, registerHooks } from 'node:module'
import type { InvocationModel, ProgrammingModel } from '../coreTypes.ts'
import * as functionsCore from '../functionsCore.ts'
import { type Library, provideLibrary } from '../library.ts'

const url = 'functions-core:under-test'

/**
 * For tests: the distribution of `@azure/functions` as npm delivers it, talking to this runtime. In the
 * executable the bundler makes the same connection.
 */
export function loadOfficialLibrary(): typeof import('@azure/functions') {
  Reflect.set(globalThis, url, functionsCore)
  const hooks = registerHooks({
    resolve: (specifier, context, next) =>
      specifier === '@azure/functions-core'
        ? { url, format: 'commonjs', shortCircuit: true }
        : next(specifier, context),
    load: (target, context, next) =>
      target === url
        ? { source: `module.exports = globalThis['${url}']`, format: 'commonjs', shortCircuit: true }
        : next(target, context),
  })
  try {
    const library: typeof import('@azure/functions') = createRequire(import.meta.url)('@azure/functions')
    // The library looks for its core when it is first used.
    library.app.hook.appStart(() => {}).dispose()
    // The library passes its own class what the type for tests does not mention.
    const HttpRequest = library.HttpRequest as unknown as Library['HttpRequest']
    provideLibrary(() => ({ HttpRequest, ProgrammingModel: OwnModel, lockSetup() {} }))
    return library
  } finally {
    hooks.deregister()
  }
}

// The distribution does not export its model: it sets it when a function is registered.
class OwnModel implements ProgrammingModel {
  readonly name = ''
  readonly version = ''
  getInvocationModel(): InvocationModel {
    throw new Error('Register a function first.')
  }
}
