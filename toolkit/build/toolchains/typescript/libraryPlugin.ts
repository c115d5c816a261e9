import { sep } from 'node:path'
import type { Plugin } from 'esbuild'
import { libraryFacade, restModule, restOfLibrary } from './libraryFacade.ts'
import { onRuntime } from './libraryOnRuntime.ts'
import type { LibrarySource } from './librarySource.ts'

/**
 * Puts `@azure/functions` into the bundle from its own sources, which are half the bytes of its distribution,
 * with our runtime in place of Microsoft's worker. The app's own imports stay as they are.
 */
export function libraryPlugin(library: string, source: LibrarySource): Plugin {
  return {
    name: 'azure-functions',
    setup(build) {
      build.onResolve({ filter: /^@azure\/functions(?:\/rest)?$/ }, ({ path, importer }) =>
        importer.startsWith(library + sep) ? undefined : { path, namespace },
      )
      build.onLoad({ filter: /.*/, namespace }, ({ path }) => ({
        contents: path === restOfLibrary ? restModule(source) : libraryFacade(library, source),
        resolveDir: library,
      }))
      onRuntime(library).setup(build)
    },
  }
}

/** Of modules that are no files. */
export const namespace = 'azure-functions'
