import { createRequire } from 'node:module'
import { dirname, join, sep } from 'node:path'
import type { Plugin } from 'esbuild'
import { runtimeDirectory } from './tools.ts'

/**
 * Puts `@azure/functions` into the bundle from its own sources, which are half the bytes of its distribution,
 * with our runtime in place of Microsoft's worker. Each node: module it imports costs milliseconds at start,
 * so what it uses of them comes from small stand-ins; the app's own imports stay as they are.
 */
export function libraryPlugin(library: string): Plugin {
  return {
    name: 'azure-functions',
    setup(build) {
      build.onResolve({ filter: /^@azure\/functions$/ }, () => ({ path: join(library, 'src/index.ts') }))
      build.onResolve({ filter: /^@azure\/functions-extensions-base$/ }, () => ({
        path: extensionsBase(library),
      }))
      build.onResolve({ filter: /^@azure\/functions-core$/ }, () => ({
        path: join(runtimeDirectory, 'functionsCore.ts'),
      }))
      // It requires the core at its first use, which would wrap our modules: here the core is always there.
      build.onResolve({ filter: /\/tryGetCoreApiLazy$/ }, ({ importer }) =>
        importer.startsWith(library + sep) ? { path: join(runtimeDirectory, 'coreApi.ts') } : undefined,
      )
      build.onResolve({ filter: /^(?:crypto|events|http|net|url|util)$/ }, ({ path, importer }) =>
        importer.startsWith(library + sep)
          ? { path: join(runtimeDirectory, 'nodeShims', `${path}.ts`) }
          : undefined,
      )
    },
  }
}

// Its distribution is a bundle whose exports esbuild cannot see.
function extensionsBase(library: string): string {
  const distribution = createRequire(join(library, 'package.json')).resolve(
    '@azure/functions-extensions-base',
  )
  return join(dirname(distribution), '../src/index.ts')
}
