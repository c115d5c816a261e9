import { execFileSync } from 'node:child_process'
import { join, resolve } from 'node:path'

export const examples: string = resolve(import.meta.dirname, '../../../examples')

/** Why the tests of a language are left out here; undefined where they are not. */
export function missing(command: 'go' | 'cargo'): string | undefined {
  try {
    execFileSync(command, [command === 'go' ? 'version' : '--version'], {
      cwd: join(examples, 'go'),
      stdio: 'ignore',
    })
    return undefined
  } catch {
    return `${command} is not on the PATH, or too old: what it would show is NOT TESTED here`
  }
}
