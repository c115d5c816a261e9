import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const repository = resolve(import.meta.dirname, '../..')

/** A copy of this checkout in a folder of its own, as a clone would be; it shares the installed packages. */
export function checkout(): string {
  const directory = mkdtempSync(join(tmpdir(), 'checkout-'))
  const listing = ['ls-files', '--cached', '--others', '--exclude-standard', '-z']
  const files = execFileSync('git', listing, { cwd: repository, encoding: 'utf8' })
    .split('\0')
    .filter(Boolean)
  for (const file of files) cpSync(join(repository, file), join(directory, file))
  symlinkSync(join(repository, 'node_modules'), join(directory, 'node_modules'))
  return directory
}
