import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { bunPath, libraryDirectory, tscPath } from './tools.ts'

/** Names and versions of everything that shapes the executable besides the sources. */
export function toolVersions(handlerDirectory: string): string {
  const files = [
    createRequire(import.meta.url).resolve('esbuild/package.json'),
    join(dirname(dirname(bunPath())), 'package.json'),
    join(dirname(dirname(tscPath)), 'package.json'),
    join(libraryDirectory(handlerDirectory), 'package.json'),
  ]
  const packages = files.map((file) => JSON.parse(readFileSync(file, 'utf8')))
  return packages.map(({ name, version }) => `${name}@${version}`).join(' ')
}
