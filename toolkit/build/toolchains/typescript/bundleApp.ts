import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type BuildOptions, stop } from 'esbuild'
import type { HostJson } from '../../hostJson.ts'
import type { Runtime } from '../../toolchain.ts'
import type { Ways } from './buildAgain.ts'
import { bundle, filesOf } from './bundle.ts'
import { bundleFilesToRun } from './bundleFilesToRun.ts'
import { withClassNames } from './classNames.ts'
import { withGlobLookup } from './globLookup.ts'
import { libraryPlugin } from './libraryPlugin.ts'
import { readLibrary } from './librarySource.ts'
import { findMadeUpNames, tellMadeUpNames } from './madeUpNames.ts'
import { executableRoot, modulePlaces, placeNames } from './modulePlaces.ts'
import { modulesBeside } from './modulesBeside.ts'
import { withPinoTransports } from './pinoTransports.ts'
import { tellRuntimeCode } from './runtimeCode.ts'
import { areStrict, withStrictMode } from './strictMode.ts'
import { repositoryRoot, runtimeDirectory } from './tools.ts'
import type { Tsconfig } from './tsconfig.ts'

export interface Bundles {
  /** What the executable is compiled from. */
  readonly handlerBundle: string
  /** Loads the app in Node.js and writes down what it registers. */
  readonly describeBundle: string
  /** Every source file, absolute. */
  readonly inputs: readonly string[]
  /** Those of them that the executable is made of: others may still be read where they lie. */
  readonly compiledIn: readonly string[]
  /** Those of them that ask where they lie. */
  readonly placed: readonly string[]
  readonly isStrict: boolean
  /** The bundles of what the app runs beside itself, by their places in the app folder. */
  readonly toRun: ReadonlyMap<string, string>
}

interface BundleJob {
  readonly directory: string
  /** The folder of `@azure/functions`. */
  readonly library: string
  readonly tsconfig: Tsconfig | undefined
  /** Packages that lie elsewhere: their folders and names. */
  readonly linked: ReadonlyMap<string, string>
  /** JavaScript that stands for a source file, by its absolute path. */
  readonly compiled: ReadonlyMap<string, string>
  readonly entries: readonly string[]
  readonly scratch: string
  /** The app folder. */
  readonly outputDirectory: string
  readonly hostJson: HostJson
  readonly runtime: Runtime
}

export function bundleApp(job: BundleJob): Promise<Bundles> {
  return withService(() => bundleBoth(job))
}

async function bundleBoth(job: BundleJob): Promise<Bundles> {
  const { directory, tsconfig, linked, compiled, entries, scratch, outputDirectory } = job
  const handlerBundle = join(scratch, 'bundle.cjs')
  const describeBundle = join(scratch, 'describe.cjs')
  const source = await readLibrary(job.library)
  const shared: BuildOptions = {
    absWorkingDir: directory,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'esnext',
    // No runtime knows them yet; TypeScript compiles them for every target.
    supported: { decorators: false },
    metafile: true,
    logLevel: 'silent',
    define: { ...placeNames },
    logOverride: tellMadeUpNames,
  }
  const stdin = (contents: string) => ({ contents, resolveDir: directory, sourcefile: 'entry.ts' })
  const library = libraryPlugin(job.library, source)
  const placed = new Set<string>()
  const asks = (path: string) => placed.add(path)
  const waysAt = (root: string): Ways => ({
    pluginsFor(findings) {
      return [library, modulePlaces({ root, directory, tsconfig, linked, asks, compiled, ...findings })]
    },
    find: (built) => ({
      madeUp: findMadeUpNames(built.warnings, { directory, linked, placed }),
      beside: modulesBeside(filesOf(built, directory), placed, { directory, tsconfig, linked }),
    }),
  })
  // The other runtime has no such compiler.
  const tells = job.runtime === 'bun'
  const [handler, describe] = await Promise.all([
    // Minified, or comments would carry the paths of this machine into the executable. Names stay for stacks,
    // as they are: `keepNames` sets each function's name at run time, a sixth of the time to start.
    bundle(
      {
        ...{ ...shared, minifyWhitespace: true, outfile: handlerBundle, stdin: stdin(handlerEntry(job)) },
        ...(tells ? { sourcemap: 'external', sourcesContent: false } : {}),
      },
      waysAt(executableRoot),
    ),
    // The data of the app lies in its folder by then.
    bundle(
      { ...shared, sourcemap: 'inline', outfile: describeBundle, stdin: stdin(describeEntry(entries)) },
      waysAt(JSON.stringify(outputDirectory)),
    ),
  ])
  const bundled = [...new Set([handler, describe].flatMap((built) => filesOf(built, directory)))]
  const { bundles, inputs, transports } = await bundleFilesToRun(bundled, shared, waysAt(executableRoot), {
    directory,
    linked,
    tsconfig,
    scratch,
  })
  const isStrict = await areStrict(handler, directory)
  await edit(describeBundle, (text) => {
    const whole = withPinoTransports(withGlobLookup(text), transports, JSON.stringify(outputDirectory))
    return isStrict ? withStrictMode(whole) : whole
  })
  if (tells) await tellRuntimeCode(handlerBundle)
  await edit(handlerBundle, (text) =>
    withPinoTransports(withClassNames(withoutPaths(withGlobLookup(text))), transports, executableRoot),
  )
  const compiledIn = [...source.inputs, ...bundled]
  return {
    handlerBundle,
    describeBundle,
    inputs: [...new Set([...compiledIn, ...inputs])].sort(),
    compiledIn,
    toRun: bundles,
    placed: [...placed].sort(),
    isStrict,
  }
}

/** Pure: esbuild names a wrapped module after its file, which lies elsewhere on every machine. */
export function withoutPaths(bundle: string): string {
  return bundle.replace(/\b(__(?:commonJS|esm)\w*\(\{)"[^"\n]+"\(/g, '$1"module"(')
}

async function edit(file: string, change: (text: string) => string): Promise<void> {
  await writeFile(file, change(await readFile(file, 'utf8')))
}

let users = 0

/** esbuild leaves a process of its own running for the next build: it ends with the last one under way. */
async function withService<T>(work: () => Promise<T>): Promise<T> {
  users += 1
  try {
    return await work()
  } finally {
    users -= 1
    if (users === 0) await stop()
  }
}

// The runtime comes first: it catches what the app's files throw.
function handlerEntry({ entries, hostJson: { customHandler, routePrefix }, runtime }: BundleJob): string {
  const settings = {
    routePrefix,
    forwarding: customHandler?.enableForwardingHttpRequest ?? false,
    proxying: customHandler?.enableProxyingHttpRequest ?? false,
  }
  return [
    `import { start } from ${JSON.stringify(join(runtimeDirectory, 'main.ts'))}`,
    `import { ${adapters[runtime]} as serve } from ${JSON.stringify(join(runtimeDirectory, `${adapters[runtime]}.ts`))}`,
    ...entries.map((file) => `import ${JSON.stringify(`./${file}`)}`),
    `void start(${JSON.stringify(settings)}, serve)`,
  ].join('\n')
}

const adapters: Readonly<Record<Runtime, string>> = { bun: 'serveBun', node: 'serveNode' }

function describeEntry(entries: readonly string[]): string {
  const loads = entries.map(
    (file) => `[${JSON.stringify(file)}, () => import(${JSON.stringify(`./${file}`)})]`,
  )
  return [
    `import { describe } from ${JSON.stringify(join(repositoryRoot, 'toolkit/build/toolchains/typescript/describe.ts'))}`,
    `void describe([${loads.join(', ')}])`,
  ].join('\n')
}
