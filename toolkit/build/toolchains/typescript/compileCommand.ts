import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Runtime } from '../../toolchain.ts'
import { UserError } from '../../userError.ts'

interface CompileCommand {
  readonly runtime: Runtime
  readonly program: string
  readonly args: readonly string[]
  readonly cwd: string
}

/** Runs what makes the executable out of the bundle. Of two runtimes, one may take what the other does not. */
export async function runCompileCommand({ runtime, program, args, cwd }: CompileCommand): Promise<void> {
  try {
    await promisify(execFile)(program, args, { cwd })
  } catch (cause) {
    // It did not even start.
    if (!(cause instanceof Error && 'stderr' in cause) || ('code' in cause && typeof cause.code === 'string'))
      throw cause
    const { name, other } = runtimes[runtime]
    const how =
      'signal' in cause && cause.signal ? `It was ended by ${cause.signal}.` : 'It does not say why.'
    throw new UserError(
      'compile-failed',
      `${name} cannot compile the handler with its packages:\n${complaint(String(cause.stderr)) || how}\n` +
        `Mend it, or leave out the package that it is in, or build with the runtime "${other}", and build again.`,
      { cause },
    )
  }
}

const runtimes = { bun: { name: 'Bun', other: 'node' }, node: { name: 'Node.js', other: 'bun' } } as const

/** Pure: without what only points at a column of a line that is cut off, or into a folder that is gone. */
export function complaint(stderr: string): string {
  const lines = stderr.split('\n').map((line) => line.trimEnd())
  return lines.filter((line) => !/^\s*\^?$|^\s+at \//.test(line)).join('\n')
}
