import { existsSync, readdirSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { requireDefaultName } from '../executableName.ts'
import type { Compiled, CompileJob, Runtime, Toolchain } from '../toolchain.ts'
import { UserError } from '../userError.ts'
import { addBuildFacts } from './typescript/addBuildFacts.ts'
import { bundleApp } from './typescript/bundleApp.ts'
import { findCompiler } from './typescript/compiler.ts'
import { compilerProject } from './typescript/compilerProject.ts'
import { compileWithBun } from './typescript/compileWithBun.ts'
import { compileWithNode } from './typescript/compileWithNode.ts'
import { copyDataFiles, dataFiles } from './typescript/dataFiles.ts'
import { decoratorMetadata } from './typescript/decoratorMetadata.ts'
import { describeApp } from './typescript/describeApp.ts'
import { findEntryFiles } from './typescript/entryFiles.ts'
import { withForkedFiles } from './typescript/forkedFiles.ts'
import { findLibrary } from './typescript/library.ts'
import { linkedPackages } from './typescript/linkedPackages.ts'
import { publishedPath } from './typescript/modulePlaces.ts'
import { packageFiles } from './typescript/packageFiles.ts'
import { postponeIn } from './typescript/postpone.ts'
import { withStrictMode } from './typescript/strictMode.ts'
import { toolVersions } from './typescript/toolVersions.ts'
import { readTsconfig } from './typescript/tsconfig.ts'
import { type TypeProblem, typeCheck } from './typescript/typeCheck.ts'

/** Functions written with `@azure/functions` 4, in TypeScript or JavaScript. */
export const typescript: Toolchain = {
  name: 'TypeScript',
  recognisedBy: 'package.json or *.ts (TypeScript or JavaScript with @azure/functions)',
  recognises(directory) {
    return (
      existsSync(join(directory, 'package.json')) || readdirSync(directory).some((n) => n.endsWith('.ts'))
    )
  },
  ignores: ['node_modules'],
  fingerprint: toolVersions,
  async compile(job) {
    const scratch = await mkdtemp(join(tmpdir(), 'build-handler-'))
    try {
      return await compileIn(scratch, job)
    } finally {
      await rm(scratch, { recursive: true, force: true })
    }
  },
}

type Compile = (bundle: string, executable: string, hasPackages: boolean) => Promise<void>

const compilers: Readonly<Record<Runtime, Compile>> = { bun: compileWithBun, node: compileWithNode }

async function compileIn(scratch: string, job: CompileJob): Promise<Compiled> {
  const { directory, hostJson, outputDirectory, report, runtime, warn } = job
  requireDefaultName(hostJson)
  const library = findLibrary(directory)
  if (library.replaced) {
    warn(
      `The executable has @azure/functions ${library.version} in place of ${library.replaced}, which is older than this ` +
        'toolkit can work with. "npm install @azure/functions@latest" gives the handler the same',
    )
  }
  const compiler = findCompiler(directory)
  const tsconfig = readTsconfig(directory, compiler)
  const entries = findEntryFiles(directory, tsconfig)
  report(`Checking and bundling ${entries.length} ${entries.length === 1 ? 'file' : 'files'}`)
  const project = await compilerProject(directory, tsconfig, compiler, scratch)
  const checked = typeCheck(directory, project)
  const compiled = await decoratorMetadata(directory, project, scratch)
  const linked = linkedPackages(directory)
  const bundled = bundleApp({
    directory,
    linked,
    library: library.directory,
    tsconfig,
    compiled,
    entries,
    scratch,
    outputDirectory,
    hostJson,
    runtime,
  })
  // Both are awaited to their end; of two complaints the type check's is the better one.
  const [problems, bundles] = await Promise.all([checked, bundled.catch(() => undefined)])
  refuseProblems(problems, bundles?.inputs, warn)
  const { describeBundle, handlerBundle, inputs, compiledIn, placed, isStrict, toRun } =
    bundles ?? (await bundled)
  const layout = { directory, tsconfig, linked }
  const ofApp = dataFiles(directory, tsconfig?.outDir ?? '', compiledIn)
  const ofPackages = packageFiles(placed, compiledIn, layout)
  const data = new Map([...ofApp.map((file) => [publishedPath(file, layout), file] as const), ...ofPackages])
  await copyDataFiles(outputDirectory, new Map([...data, ...toRun]))
  const { functions, facts } = await describeApp(describeBundle, directory, warn)
  await postponeIn(handlerBundle)
  await addBuildFacts(handlerBundle, facts)
  const bundle = withForkedFiles(await readFile(handlerBundle, 'utf8'))
  // In front of all else, or it is none.
  await writeFile(handlerBundle, isStrict ? withStrictMode(bundle) : bundle)
  report('Compiling the executable')
  await compilers[runtime](handlerBundle, join(outputDirectory, 'handler'), ofPackages.size > 0)
  return { functions, inputs: [...inputs, ...data.values()] }
}

/** Of files that do not become part of the executable, an error is none of its. `inputs` undefined: all may do. */
function refuseProblems(
  problems: readonly TypeProblem[],
  inputs: readonly string[] | undefined,
  warn: (line: string) => void,
): void {
  const bundled = inputs && new Set(inputs)
  const isOurs = ({ file }: TypeProblem) => file === undefined || (bundled?.has(file) ?? true)
  const ours = problems.filter(isOurs).map(({ message }) => message)
  if (ours.length > 0) {
    const list = ours.join('\n')
    throw new UserError('type-error', `The handler has type errors:\n${list}\nMend them and build again.`)
  }
  const [first] = problems
  if (first === undefined) return
  const what =
    problems.length === 1
      ? 'There is a type error in a file that does not become part of the executable'
      : `There are ${problems.length} type errors in files that do not become part of the executable, the first`
  warn(`${what}: ${first.message}`)
}
