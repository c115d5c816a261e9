import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ignore from 'ignore'
import { listFiles } from '../hashFiles.ts'

/**
 * The files of a folder that Core Tools would publish, relative, without host.json. Contract 11. What is called as in
 * `except` is left out at any depth.
 */
export function packagedFiles(directory: string, except: readonly string[] = []): string[] {
  const funcignore = join(directory, '.funcignore')
  const ignored = ignore().add(existsSync(funcignore) ? readFileSync(funcignore, 'utf8') : '')
  return listFiles(directory, [...neverPackaged, ...except]).filter(
    (file) => file !== 'host.json' && !ignored.ignores(file),
  )
}

const neverPackaged = [
  '.git',
  '.vscode',
  '.funcignore',
  '.gitignore',
  'local.settings.json',
  'project.lock.json',
]
