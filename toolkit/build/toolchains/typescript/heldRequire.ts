import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Loader, PluginBuild } from 'esbuild'
import { listFiles } from '../../hashFiles.ts'
import { codePlaces, replaceRanges } from './codePlaces.ts'
import type { RequireHolders } from './requireHolders.ts'

/** A module that no longer hides what it requires. */
interface Unhidden {
  readonly text: string
  /** What has to stand before it. */
  readonly declaration: string
}

interface Holding {
  readonly path: string
  readonly text: string
  readonly loader: Loader
  readonly holders: RequireHolders | undefined
  /** An expression for what stands for its `require.resolve`. */
  readonly resolve: string | undefined
}

/**
 * The bundler looks for calls of `require` alone. What a module requires through a variable that holds it is put into
 * the bundle beside a function that knows it by name, and asks what the variable would be for all else.
 */
export function heldRequire(build: PluginBuild): (module: Holding) => Promise<Unhidden | undefined> {
  const contents = new Map<string, string>()
  build.onResolve({ filter: /^held-require:/ }, ({ path }) => ({
    // An ES module by its name could not be one that requires.
    path: `${path.slice(held.length + 1)}.cjs`,
    namespace: held,
  }))
  build.onLoad({ filter: /./, namespace: held }, ({ path }) => ({
    contents: contents.get(path) ?? '',
    resolveDir: dirname(path),
  }))
  return async ({ path, text, loader, holders, resolve }) => {
    if (holders === undefined) return undefined
    const known = new Map(holders.beginnings.flatMap((beginning) => modulesAt(path, beginning)))
    for (const name of holders.names) {
      const { errors, external } = await build.resolve(name, {
        importer: path,
        resolveDir: dirname(path),
        kind: 'require-call',
      })
      if (errors.length === 0 && !external) known.set(name, name)
    }
    if (known.size === 0 && resolve === undefined) return undefined
    const root = holders.isModule ? 'import.meta' : 'require'
    const places = await codePlaces(build, text, holders.held, { root, loader })
    if (places.length === 0) return undefined
    contents.set(`${path}.cjs`, wrapperOf(known))
    const more = resolve === undefined ? '' : `,${resolve}`
    const module = JSON.stringify(`${held}:${path}`)
    return {
      text: replaceRanges(text, places, (part) => `${wrapper}(${part}${more})`),
      declaration: holders.isModule
        ? `import ${wrapper} from ${module};`
        : `var ${wrapper}=require(${module});`,
    }
  }
}

/** Of modules that are no files. */
export const held = 'held-require'

const wrapper = '__heldRequire'

/** The files whose names begin like this, under each name that finds them. */
function modulesAt(importer: string, beginning: string): [name: string, file: string][] {
  const [, folder = ''] = /^(\.\.?\/.*\/)[^/]*$/.exec(beginning) ?? []
  const place = join(dirname(importer), folder)
  if (folder === '' || !existsSync(place)) return []
  return listFiles(place, ['node_modules'])
    .map((file) => `${folder}${file}`)
    .filter((file) => file.startsWith(beginning) && isLoadable.test(file))
    .flatMap((file) => {
      const names = [file, file.replace(isLoadable, ''), file.replace(isIndex, '')]
      return [...new Set(names)].map((name): [string, string] => [name, file])
    })
}

const isLoadable = /\.(?:js|cjs|json)$/
const isIndex = /\/index\.(?:js|json)$/

function wrapperOf(known: ReadonlyMap<string, string>): string {
  const entries = [...known].map(
    ([name, file]) => `${JSON.stringify(name)}:()=>require(${JSON.stringify(file)})`,
  )
  return (
    `var known={${entries.join(',')}};` +
    'module.exports=(real,resolve=real.resolve)=>' +
    'Object.assign((name)=>Object.hasOwn(known,name)?known[name]():real(name),real,{resolve})'
  )
}
