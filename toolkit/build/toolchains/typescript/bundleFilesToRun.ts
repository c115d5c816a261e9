import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BuildOptions } from 'esbuild'
import type { Ways } from './buildAgain.ts'
import { bundle, filesOf } from './bundle.ts'
import { filesToRun } from './filesToRun.ts'
import { isEsModule, scopeIn } from './moduleKind.ts'
import { publishedPath } from './modulePlaces.ts'
import { packageOf, readPackage } from './packageFolders.ts'
import type { Layout } from './packagePlaces.ts'
import { pinoTransports } from './pinoTransports.ts'
import { areStrict, withStrictMode } from './strictMode.ts'

interface FilesToRun {
  /** By their places in the app folder. */
  readonly bundles: ReadonlyMap<string, string>
  /** Every source file, absolute. */
  readonly inputs: readonly string[]
  /** The places of pino's transports, by their names. */
  readonly transports: ReadonlyMap<string, string>
}

/** Bundles what these modules run beside the app, each by itself, and what that runs in turn. */
export async function bundleFilesToRun(
  modules: readonly string[],
  options: BuildOptions,
  ways: Ways,
  layout: Layout & { readonly scratch: string },
): Promise<FilesToRun> {
  const bundles = new Map<string, string>()
  const inputs: string[] = []
  const named = [...pinoTransports(modules)].map(([name, file]) => ({
    name,
    file,
    place: publishedPath(file, layout),
  }))
  let found = new Map([
    ...filesToRun(modules, layout),
    ...named.map(({ place, file }) => [place, file] as const),
  ])
  while (found.size > 0) {
    const next: string[] = []
    for (const [place, file] of found) {
      if (bundles.has(place)) continue
      const outfile = join(layout.scratch, `run-${bundles.size}.js`)
      const files = await bundleOne(file, { ...options, outfile }, ways, layout)
      // A file of a package may be for another way to use it.
      if (files === undefined) continue
      bundles.set(place, outfile)
      next.push(...files)
    }
    inputs.push(...next)
    found = filesToRun(next, layout)
  }
  if ([...bundles.keys()].some((place) => !place.startsWith('node_modules/'))) {
    const packageJson = join(layout.scratch, 'package.json')
    await writeFile(packageJson, kindOf(layout.directory))
    bundles.set('package.json', packageJson)
  }
  const carried = named.filter(({ place }) => bundles.has(place))
  return { bundles, inputs, transports: new Map(carried.map(({ name, place }) => [name, place])) }
}

/** The files that it is made of. Undefined: it is of a package, and cannot be bundled. */
async function bundleOne(
  file: string,
  options: BuildOptions & { readonly outfile: string },
  ways: Ways,
  { directory, linked }: Layout,
): Promise<string[] | undefined> {
  const { outfile } = options
  const owner = packageOf(file, linked)
  // Of the app's own package.json files only the first is carried.
  const isModule = isEsModule(file, owner === undefined ? directory : scopeIn(owner, file))
  const format: BuildOptions = isModule ? { format: 'esm', banner: { js: requireOfModule } } : {}
  try {
    const built = await bundle({ ...options, ...format, entryPoints: [file], minifyWhitespace: true }, ways)
    if (!isModule && (await areStrict(built, directory)))
      await writeFile(outfile, withStrictMode(await readFile(outfile, 'utf8')))
    return filesOf(built, directory)
  } catch (error) {
    if (owner === undefined) throw error
    return undefined
  }
}

const requireOfModule =
  'import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);'

// What a `.js` is, wherever the app folder lies.
function kindOf(directory: string): string {
  return JSON.stringify({ type: readPackage(directory).type === 'module' ? 'module' : 'commonjs' })
}
