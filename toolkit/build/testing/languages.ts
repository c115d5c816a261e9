import { execFileSync } from 'node:child_process'
import { join, resolve } from 'node:path'

export const examples: string = resolve(import.meta.dirname, '../../../examples')

/** Why the tests of a language are left out here; undefined where they are not. */
export function missing(command: 'go' | 'cargo'): string | undefined {
  try {
    // Unlike its version, a listing fails where go.mod asks for a newer Go.
    execFileSync(command, [command === 'go' ? 'list' : '--version'], {
      cwd: join(examples, 'go'),
      stdio: 'ignore',
    })
    return undefined
  } catch {
    return `${command} is not on the PATH, or too old: what it would show is NOT TESTED here`
  }
}
