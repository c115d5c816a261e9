import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Runtime } from '../../toolchain.ts'
import { findCompiler } from './compiler.ts'
import { findLibrary } from './library.ts'
import { bunPath, nodePath } from './tools.ts'

/** Names and versions of everything that shapes the executable besides the sources. */
export function toolVersions(handlerDirectory: string, runtime: Runtime): string {
  const binary = runtime === 'node' ? nodePath() : bunPath()
  const files = [
    createRequire(import.meta.url).resolve('esbuild/package.json'),
    join(dirname(dirname(binary)), 'package.json'),
    join(dirname(dirname(findCompiler(handlerDirectory).tsc)), 'package.json'),
    join(findLibrary(handlerDirectory).directory, 'package.json'),
  ]
  const packages = files.map((file) => JSON.parse(readFileSync(file, 'utf8')))
  return packages.map(({ name, version }) => `${name}@${version}`).join(' ')
}
