import { existsSync, readFileSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { cacheDirectory } from '../cacheDirectory.ts'
import { checkExecutable } from '../checkExecutable.ts'
import { executableName } from '../executableName.ts'
import { copyFunctionFolders, handWrittenFunctions } from '../handWrittenFunctions.ts'
import type { CompileJob, Toolchain } from '../toolchain.ts'
import { type Compiler, compile, compilerVersion } from './compiler.ts'
import { builtProgram } from './rust/builtProgram.ts'
import { sourcesOf } from './rust/depInfo.ts'
import { type RustTarget, rustTarget } from './rust/rustTarget.ts'

/** A Cargo package with a folder for every function beside it. */
export const rust: Toolchain = {
  name: 'Rust',
  recognisedBy: 'Cargo.toml (Rust)',
  recognises: (directory) => existsSync(join(directory, 'Cargo.toml')),
  ignores: ['target'],
  fingerprint(directory) {
    const compiler = rustFor(directory)
    return `${compilerVersion(compiler, ['-vV'], directory)} ${rustTarget(compiler, directory).triple}`
  },
  async compile(job) {
    const functions = handWrittenFunctions(job.directory)
    const executable = join(job.outputDirectory, executableName(job.hostJson))
    const compiler = rustFor(job.directory)
    const target = rustTarget(compiler, job.directory)
    job.report(`Compiling with Rust for ${target.triple} (about a minute the first time)`)
    const scratch = await mkdtemp(join(tmpdir(), 'build-handler-'))
    try {
      const program = await build(job, { compiler, target, scratch })
      await mkdir(dirname(executable), { recursive: true })
      await cp(program, executable)
      checkExecutable(executable)
      await copyFunctionFolders(job.directory, job.outputDirectory)
      return { functions, inputs: sourcesOf(await readFile(`${program}.d`, 'utf8'), job.directory) }
    } finally {
      await rm(scratch, { recursive: true, force: true })
    }
  },
}

function rustFor(directory: string): Compiler {
  const manifest = readFileSync(join(directory, 'Cargo.toml'), 'utf8')
  const wanted = /^rust-version\s*=\s*"([^"]+)"/m.exec(manifest)?.[1] ?? '1.91'
  return { command: 'cargo', wanted: `Rust ${wanted} or newer`, install: 'from https://rustup.rs' }
}

interface Tools {
  readonly compiler: Compiler
  readonly target: RustTarget
  readonly scratch: string
}

async function build({ directory }: CompileJob, { compiler, target, scratch }: Tools): Promise<string> {
  const { CARGO_HOME = join(homedir(), '.cargo') } = process.env
  // A panic names its file: not by where this machine keeps its crates.
  const flags = [...target.flags, `--remap-path-prefix=${resolve(CARGO_HOME)}=/cargo`]
  const options = ['--release', '--locked', '--quiet', '--target', target.triple]
  const config = [`target.${target.triple}.rustflags=${JSON.stringify(flags)}`, ...target.config]
  const output = await compile(compiler, {
    args: [
      'build',
      ...options,
      '--message-format=json-render-diagnostics',
      ...config.flatMap((c) => ['--config', c]),
    ],
    cwd: directory,
    env: {
      CARGO_TARGET_DIR: scratch,
      // What is compiled once serves every handler; cargo tells by its own hashes what is still right.
      CARGO_BUILD_BUILD_DIR: join(cacheDirectory(), 'rust'),
    },
  })
  return builtProgram(output, directory)
}
