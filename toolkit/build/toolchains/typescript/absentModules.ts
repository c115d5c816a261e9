import type { Message, Plugin } from 'esbuild'

/**
 * Whether a module cannot be found that a package asks for, maybe only in a case that does not come: a driver for
 * another database, a faster implementation of what it has itself. Node.js complains when the case comes.
 */
export function isAbsentFromPackage({ text, location }: Message): boolean {
  return text.startsWith('Could not resolve ') && isInPackage(location?.file ?? '')
}

/** What packages require in vain throws where they do, as in Node.js. */
export const absentModules: Plugin = {
  name: 'absent-modules',
  setup(build) {
    build.onResolve({ filter: /./ }, async ({ path, importer, kind, pluginData, ...place }) => {
      const isLate = kind === 'require-call' || kind === 'dynamic-import'
      if (!isLate || pluginData === asked || !isInPackage(importer)) return undefined
      const found = await build.resolve(path, { ...place, importer, kind, pluginData: asked })
      return found.errors.length === 0 ? found : { path, namespace: absent }
    })
    build.onLoad({ filter: /./, namespace: absent }, ({ path }) => ({
      contents: `throw Object.assign(new Error(${JSON.stringify(`Cannot find module '${path}'`)}), { code: 'MODULE_NOT_FOUND' })`,
    }))
  },
}

/** Of modules that are not there. */
export const absent = 'absent'

// Marks the question to esbuild itself, which comes here as well.
const asked = 'absent-modules'

function isInPackage(file: string): boolean {
  return file.includes('node_modules/')
}
