import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Message, OnLoadResult, Plugin, PluginBuild } from 'esbuild'
import { editLines } from './editLines.ts'

type Location = NonNullable<Message['location']>

/**
 * The same plugins, of which each module misses when it gets there what it requires by a name with a pattern in it that
 * no file has: the bundler asks no plugin for those. `absent` are its complaints about them.
 */
export function missingGlobs(absent: readonly Message[], directory: string, plugins: Plugin[]): Plugin[] {
  const places = absent.flatMap(({ location, text }) =>
    location !== null && ofGlob.test(text) ? [location] : [],
  )
  const byFile = Map.groupBy(places, ({ file }) => resolve(directory, file))
  return plugins.map(({ name, setup }) => ({ name, setup: (build) => setup(loading(build, byFile)) }))
}

const ofGlob = /^Could not resolve (?:require|import)\("/

function loading(build: PluginBuild, byFile: ReadonlyMap<string, readonly Location[]>): PluginBuild {
  return {
    ...build,
    onLoad: (options, callback) =>
      build.onLoad(options, async (module) => {
        const loaded = await callback(module)
        const places = module.namespace === 'file' ? byFile.get(module.path) : undefined
        return places === undefined ? loaded : withMissing(module.path, places, loaded)
      }),
  }
}

async function withMissing(
  path: string,
  places: readonly Location[],
  loaded: OnLoadResult | null | undefined,
): Promise<OnLoadResult> {
  const text = loaded?.contents ?? (await readFile(path))
  const called = editLines(Buffer.from(text).toString(), places, callMissing)
  return { loader: 'default', ...loaded, contents: `${called}\n${missing}` }
}

/** `after` begins with what is given to `require` or `import`. */
function callMissing(before: string, after: string): string {
  return before.replace(/\b(require|import)\s*\((?:\s|\/\*[^*]*\*\/)*$/, '__missing_$1(') + after
}

const missing =
  'function __missing_require(name){' +
  `throw Object.assign(new Error("Cannot find module '"+name+"'"),{code:"MODULE_NOT_FOUND"})}` +
  'async function __missing_import(name){__missing_require(name)}'
