import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Compiler } from './compiler.ts'
import { withCurrentOptions } from './currentOptions.ts'
import type { Tsconfig } from './tsconfig.ts'

/** A project as a compiler is given it. */
export interface CompilerProject {
  readonly compiler: Compiler
  readonly tsconfig: Tsconfig
  /** Its tsconfig.json, or one with options that the compiler still knows. */
  readonly file: string
}

/** Undefined: the folder has no tsconfig.json. */
export async function compilerProject(
  directory: string,
  tsconfig: Tsconfig | undefined,
  compiler: Compiler,
  scratch: string,
): Promise<CompilerProject | undefined> {
  if (tsconfig === undefined) return undefined
  const current = compiler.major > 6 ? withCurrentOptions(directory, tsconfig) : undefined
  if (current === undefined) return { compiler, tsconfig, file: 'tsconfig.json' }
  const file = join(scratch, 'tsconfig.json')
  await writeFile(file, JSON.stringify(current))
  return { compiler, tsconfig, file }
}

/** What the compiler complains of; undefined: nothing. */
export function runCompiler(
  { tsc }: Compiler,
  options: readonly string[],
  cwd: string,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [tsc, ...options],
      { cwd, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        resolve(error === null ? undefined : stdout || stderr || error.message)
      },
    )
  })
}
