import { createRequire } from 'node:module'
import { dirname, join, sep } from 'node:path'
import type { Plugin } from 'esbuild'
import { runtimeDirectory } from './tools.ts'

/**
 * Leads the library's imports to our runtime. Each node: module it imports costs milliseconds at start, so what it
 * uses of them comes from small stand-ins.
 */
export function onRuntime(library: string): Plugin {
  const isLibrary = (file: string) => file.startsWith(library + sep)
  return {
    name: 'azure-functions-on-runtime',
    setup(build) {
      build.onResolve({ filter: /^@azure\/functions$/ }, ({ importer }) =>
        isLibrary(importer) ? { path: join(library, 'src/index.ts') } : undefined,
      )
      build.onResolve({ filter: /^@azure\/functions-extensions-base$/ }, () => ({
        path: extensionsBase(library),
      }))
      build.onResolve({ filter: /^@azure\/functions-core$/ }, () => ({
        path: join(runtimeDirectory, 'functionsCore.ts'),
      }))
      // It requires the core at its first use, which would wrap our modules: here the core is always there.
      build.onResolve({ filter: /\/tryGetCoreApiLazy$/ }, ({ path, importer }) =>
        isLibrary(path) || isLibrary(importer) ? { path: join(runtimeDirectory, 'coreApi.ts') } : undefined,
      )
      build.onResolve({ filter: /^(?:crypto|events|http|net|url|util)$/ }, ({ path, importer }) =>
        isLibrary(importer) ? { path: join(runtimeDirectory, 'nodeShims', `${path}.ts`) } : undefined,
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
