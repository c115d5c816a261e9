import { isBuiltin } from 'node:module'
import type { Message, Plugin } from 'esbuild'

/** Whether the one thing wrong with a bundle is that a module awaits something before it is there. */
export function awaitsAtTop(errors: readonly Message[]): boolean {
  return errors.length > 0 && errors.every(({ text }) => /top-level await/i.test(text))
}

/** Makes a bundle of the format `esm` one without imports. */
export const requiredBuiltins: Plugin = {
  name: 'required-builtins',
  setup(build) {
    build.onResolve({ filter: /^[\w:/]+$/ }, ({ path, kind, namespace }) => {
      if (!isBuiltin(path)) return undefined
      return namespace === 'builtin' || kind === 'require-call'
        ? { path, external: true }
        : { path, namespace: 'builtin' }
    })
    build.onLoad({ filter: /./, namespace: 'builtin' }, ({ path }) => ({
      contents: `module.exports = require(${JSON.stringify(path)})`,
    }))
  },
}

/** Such a bundle as CommonJS, which is what both runtimes compile. What it throws is an unhandled rejection. */
export function wrapAsync(bundle: string): string {
  return `void (async () => {"use strict";${bundle}\n})()\n`
}
