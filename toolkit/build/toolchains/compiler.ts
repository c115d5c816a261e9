import { execFile, execFileSync } from 'node:child_process'
import { promisify } from 'node:util'
import { UserError } from '../userError.ts'

/** The compiler of another language: a program on the user's PATH. */
export interface Compiler {
  /** E.g. `go`. */
  readonly command: string
  /** E.g. `Go 1.26 or newer`. */
  readonly wanted: string
  /** Goes on after `Install it `. */
  readonly install: string
}

/** The first line that `command args` prints in a folder, which may ask for another version of the compiler. */
export function compilerVersion(compiler: Compiler, args: readonly string[], cwd: string): string {
  try {
    return execFileSync(compiler.command, args, { cwd, encoding: 'utf8', stdio: 'pipe' }).trim()
  } catch (cause) {
    if (hasCode(cause, 'ENOENT')) throw missing(compiler, cwd, cause)
    throw unfit(compiler, cwd, cause)
  }
}

export interface CompilerRun {
  readonly args: readonly string[]
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
}

/** Runs a compiler to its end and gives back its output. Its complaints are the user's to read. */
export async function compile(compiler: Compiler, { args, cwd, env }: CompilerRun): Promise<string> {
  try {
    const options = { cwd, env: { ...process.env, ...env }, maxBuffer: 64 * 1024 * 1024 }
    return (await promisify(execFile)(compiler.command, args, options)).stdout
  } catch (cause) {
    if (hasCode(cause, 'ENOENT')) throw missing(compiler, cwd, cause)
    if (tooOld.test(complaint(cause))) throw unfit(compiler, cwd, cause)
    const mend = lockMisfit.test(complaint(cause))
      ? `Cargo.lock does not fit Cargo.toml, and the build takes only what is locked. Run "cargo update --workspace" in ${cwd} and build again.`
      : 'Mend it and build again.'
    throw new UserError(
      'compile-failed',
      `The handler does not compile (${compiler.command} ${args[0]} in ${cwd}):\n${complaint(cause)}\n${mend}`,
      { cause },
    )
  }
}

function missing({ command, wanted, install }: Compiler, directory: string, cause: unknown): UserError {
  return new UserError(
    'compiler-missing',
    `${directory} is compiled with ${wanted}, and there is no ${command} on the PATH. ` +
      `Install it ${install}, and try again.`,
    { cause },
  )
}

// In the words of go and of cargo.
const tooOld = /requires go >=|requires rustc|edition .* is required|not supported by the following package/
const lockMisfit = /because --locked was passed/

function unfit({ command, wanted, install }: Compiler, directory: string, cause: unknown): UserError {
  return new UserError(
    'compiler-failed',
    `The ${command} on the PATH cannot compile ${directory}:\n${complaint(cause)}\n` +
      `It needs ${wanted}. Install it ${install}, and try again.`,
    { cause },
  )
}

function complaint(error: unknown): string {
  const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : ''
  return stderr || (error instanceof Error ? error.message : String(error))
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
