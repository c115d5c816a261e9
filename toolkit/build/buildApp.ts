import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { removeAbandonedDrafts } from './abandonedDrafts.ts'
import { stampBuildId } from './buildId.ts'
import { digestSources, recordBuild, reusableBuild } from './buildRecord.ts'
import { checkFunctions } from './checkFunctions.ts'
import { completeHostJson } from './completeHostJson.ts'
import { dialectLine } from './dialect.ts'
import type { FunctionMetadata } from './functionMetadata.ts'
import { hashDirectory } from './hashFiles.ts'
import { type HostJson, parseHostJson } from './hostJson.ts'
import { unknownHostJsonNames } from './hostJsonNames.ts'
import { writeLocalSettings } from './localSettings.ts'
import { recogniseToolchain } from './recogniseToolchain.ts'
import type { Runtime, Toolchain } from './toolchain.ts'

/** An app folder: what `func start` runs and what is packaged. */
export interface App {
  /** Absolute. */
  readonly directory: string
  /** What host.json starts: absolute and inside `directory`, or a program of the host that PATH resolves. */
  readonly executable: string
  /** By name. */
  readonly functions: readonly FunctionMetadata[]
}

export interface BuildOptions {
  /** `dist/app` of this project by default. */
  readonly outputDirectory?: string
  /** `bun` by default. */
  readonly runtime?: Runtime
  /** Called with one line per step. */
  readonly report?: (line: string) => void
  /** Called with what the user should know although the build went well; `report` by default. */
  readonly warn?: (line: string) => void
}

const defaultOutput = resolve(import.meta.dirname, '../../dist/app')

/**
 * Makes an app folder of a handler folder. Unchanged input keeps the folder of the last build; a failed build
 * leaves it as it was. Throws a UserError for everything the user can mend.
 */
export async function buildApp(handlerDirectory: string, options: BuildOptions = {}): Promise<App> {
  const directory = behindLinks(resolve(handlerDirectory))
  const output = resolve(options.outputDirectory ?? defaultOutput)
  const report = options.report ?? (() => {})
  const warn = options.warn ?? report
  const { runtime = 'bun' } = options
  const toolchain = recogniseToolchain(directory)
  const sources = digestSources(directory, toolchain.fingerprint(directory, runtime), toolchain.ignores)
  const functions = await reusableBuild(output, sources)
  if (functions !== undefined) {
    report('Nothing has changed since the last build')
    const hostJson = readHostJson(output)
    reportDialects(functions, hostJson, report)
    return { directory: output, executable: startedFile(output, hostJson), functions }
  }
  await mkdir(dirname(output), { recursive: true })
  removeAbandonedDrafts(output)
  const scratch = await mkdtemp(join(dirname(output), `.${basename(output)}-${process.pid}-`))
  try {
    const built = await buildInto(scratch, directory, { toolchain, runtime, report, warn })
    stampBuildId(scratch)
    writeLocalSettings(directory, scratch, warn)
    // Hashed before another build can take its place.
    const outputs = hashDirectory(scratch)
    const hostJson = readHostJson(scratch)
    const isInside = existsSync(executableFile(scratch, hostJson))
    await chmod(scratch, 0o755) // a temporary folder is its owner's alone, an app folder is not
    await replaceDirectory(scratch, output)
    await recordBuild(output, { sources, inputs: built.inputs, outputs })
    return {
      directory: output,
      // Not looked up in `output`, which another build may be replacing.
      executable: isInside ? executableFile(output, hostJson) : startedFile(output, hostJson),
      functions: built.functions,
    }
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

// Where compilers and bundlers see its files.
function behindLinks(directory: string): string {
  return existsSync(directory) ? realpathSync(directory) : directory
}

interface Build {
  readonly toolchain: Toolchain
  readonly runtime: Runtime
  readonly report: (line: string) => void
  readonly warn: (line: string) => void
}

async function buildInto(
  outputDirectory: string,
  directory: string,
  { toolchain, runtime, report, warn }: Build,
): Promise<{ functions: FunctionMetadata[]; inputs: readonly string[] }> {
  const source = join(directory, 'host.json')
  const { text, notice } = completeHostJson(existsSync(source) ? readFileSync(source, 'utf8') : undefined)
  if (notice !== undefined) warn(notice)
  for (const message of unknownHostJsonNames(text)) warn(message)
  const hostJson = parseHostJson(text, source)
  await writeFile(join(outputDirectory, 'host.json'), text)
  const compiled = await toolchain.compile({ directory, outputDirectory, hostJson, runtime, report, warn })
  const functions = checkFunctions(compiled.functions)
  for (const { name, functionJson } of compiled.functions) {
    await mkdir(join(outputDirectory, name), { recursive: true })
    await writeFile(
      join(outputDirectory, name, 'function.json'),
      `${JSON.stringify(functionJson, null, 2)}\n`,
    )
  }
  reportDialects(functions, hostJson, report)
  return { functions, inputs: compiled.inputs }
}

// Whether a function gets the request itself decides what it can do, and an added output silently changes it.
function reportDialects(
  functions: readonly FunctionMetadata[],
  { customHandler }: HostJson,
  report: (line: string) => void,
): void {
  for (const metadata of functions) report(dialectLine(metadata, customHandler))
}

// Contract 2.3
function startedFile(appDirectory: string, hostJson: HostJson): string {
  const file = executableFile(appDirectory, hostJson)
  return existsSync(file) ? file : (hostJson.customHandler?.description.defaultExecutablePath ?? '')
}

function executableFile(appDirectory: string, { customHandler }: HostJson): string {
  const { defaultExecutablePath = '', workerDirectory = '' } = customHandler?.description ?? {}
  return join(appDirectory, workerDirectory, defaultExecutablePath)
}

function readHostJson(appDirectory: string): HostJson {
  const path = join(appDirectory, 'host.json')
  return parseHostJson(readFileSync(path, 'utf8'), path)
}

// A folder cannot be renamed over a full one: the former makes way. Another build may come in between.
async function replaceDirectory(from: string, to: string): Promise<void> {
  const former = `${from}-former`
  for (let attempt = 1; ; attempt += 1) {
    await rename(to, former).catch(unless('ENOENT'))
    try {
      await rename(from, to)
      break
    } catch (error) {
      if (attempt === 5) throw error
      unless('ENOTEMPTY')(error)
    } finally {
      await rm(former, { recursive: true, force: true })
    }
  }
}

function unless(code: string): (error: unknown) => void {
  return (error) => {
    if (!(error instanceof Error && 'code' in error && error.code === code)) throw error
  }
}
