import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { onTestFinished } from 'vitest'

const root = resolve(import.meta.dirname, '../../..')

/** A folder for one test, inside the project so that its packages are found; removed when the test ends. */
export function temporaryFolder(): string {
  const folder = newFolder()
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** The same for a whole file: remove it yourself. */
export function newFolder(): string {
  const parent = join(root, 'dist/tests')
  mkdirSync(parent, { recursive: true })
  return mkdtempSync(join(parent, 'build-'))
}

/** A copy of this project's own handler. */
export function copyHandler(to: string): string {
  cpSync(join(root, 'handler'), to, { recursive: true })
  return to
}

/** Writes files by their path in the folder and gives back the folder. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

/** A JavaScript project as `func init` makes it, with one function file. */
export function javascriptHandler(code: string): Record<string, string> {
  return {
    'package.json': '{"main":"src/functions/*.js"}',
    'host.json': '{"version":"2.0"}',
    'src/functions/one.js': `const { app, output } = require('@azure/functions')\n${code}\n`,
  }
}
