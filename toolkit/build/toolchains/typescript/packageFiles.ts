import { join } from 'node:path'
import { listFiles } from '../../hashFiles.ts'

/**
 * The files of packages that may read their own: those with a module that asks where it lies. Absolute. What is part
 * of the executable, and what only serves who writes code, is left out.
 */
export function packageFiles(placed: readonly string[], bundled: readonly string[]): string[] {
  const code = new Set(bundled.filter((file) => !file.endsWith('.json') && !file.endsWith('.node')))
  const packages = new Set(placed.map(packageOf).filter((folder) => folder !== undefined))
  return [...packages]
    .flatMap((folder) => listFiles(folder, ['node_modules']).map((file) => join(folder, file)))
    .filter((file) => !code.has(file) && !ofNoUse.some((pattern) => pattern.test(file)))
    .sort()
}

/** The folder of the package that a file belongs to. */
function packageOf(file: string): string | undefined {
  return /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/s.exec(file)?.[0]
}

const ofNoUse = [
  /\.[cm]?tsx?$/,
  /\.map$/,
  /\/(?:README|CHANGELOG|CHANGES|HISTORY|CONTRIBUTING|SECURITY)(?:\.[^/]*)?$/i,
  /\/\.[^/]*$/,
]
