import { basename, join, resolve, sep } from 'node:path'
import { type BuildOptions, build, type Plugin } from 'esbuild'
import { onRuntime } from './libraryOnRuntime.ts'

/** `@azure/functions`, taken apart into what every call needs and the rest. */
export interface LibrarySource {
  /** What the library exports. */
  readonly names: readonly string[]
  /** What some of its files export, by file without its ending. */
  readonly members: ReadonlyMap<string, readonly string[]>
  /** The library's own files, absolute. */
  readonly inputs: readonly string[]
  /** All of the library but those in `sharedFiles`, as CommonJS that requires them as `shared`. */
  readonly rest: string
}

/** Without the first no function is called; the runtime takes the place of the other. */
export const sharedFiles: readonly string[] = ['InvocationContext', 'utils/tryGetCoreApiLazy']

/** Bundles the library from its own sources. */
export async function readLibrary(library: string): Promise<LibrarySource> {
  const files = ['app', 'input', 'output', ...sharedFiles]
  const [names, rest, ...exported] = await Promise.all([
    exportsOf(library, 'index'),
    bundleRest(library),
    ...files.map((file) => exportsOf(library, file)),
  ])
  return { names, ...rest, members: new Map(files.map((file, index) => [file, exported[index] ?? []])) }
}

const options: BuildOptions = { write: false, logLevel: 'silent', target: 'esnext' }

async function exportsOf(library: string, file: string): Promise<string[]> {
  const entryPoints = [join(library, 'src', `${file}.ts`)]
  const { metafile } = await build({ ...options, entryPoints, format: 'esm', metafile: true })
  return Object.values(metafile.outputs).flatMap((output) => output.exports)
}

async function bundleRest(library: string): Promise<Pick<LibrarySource, 'rest' | 'inputs'>> {
  const contents = [
    `export * from './src/index'`,
    `export { ProgrammingModel } from './src/ProgrammingModel'`,
    `export { lockSetup } from './src/setup'`,
  ].join('\n')
  const { outputFiles, metafile } = await build({
    ...options,
    write: false,
    metafile: true,
    absWorkingDir: library,
    stdin: { contents, resolveDir: library, loader: 'ts', sourcefile: 'entry.ts' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    minifyWhitespace: true,
    plugins: [sharing(library), onRuntime(library)],
  })
  const inputs = Object.keys(metafile.inputs).filter((file) => file !== 'entry.ts')
  return {
    rest: outputFiles.map(({ text }) => text.replace(namesForNode, '')).join('\n'),
    inputs: inputs.map((file) => resolve(library, file)),
  }
}

// What tells Node.js the names of a CommonJS module's exports names variables that are not there: every one of them would be
// called otherwise in an app, classes and all.
const namesForNode = /\b0&&\(module\.exports=\{[\w$,:]*\}\);?/

// One copy of each class: what a function holds has to be what the rest of the library knows.
function sharing(library: string): Plugin {
  const shared = new Set(sharedFiles.map((file) => basename(file)))
  return {
    name: 'shared-modules',
    setup(bundler) {
      bundler.onResolve({ filter: /\/\w+$/ }, ({ path, importer }) =>
        importer.startsWith(library + sep) && shared.has(basename(path))
          ? { path: 'shared', external: true }
          : undefined,
      )
    },
  }
}
