import { resolve } from 'node:path'
import type { Message } from 'esbuild'
import { namesToRequire, packageOf, readPackage } from './packageFolders.ts'

/** A file that requires by a name that it makes up, and what it may mean. */
export interface MadeUpNames {
  /** Line and column of each such `require`, in bytes. */
  readonly calls: readonly (readonly [line: number, column: number])[]
  readonly modules: readonly string[]
}

/** Asks esbuild to say where such calls are. */
export const tellMadeUpNames = { 'unsupported-require-call': 'warning' } as const

/**
 * Files of packages with calls of `require` that name no module, by their absolute path. They mean one of those that
 * the package works with if the app brings them along, such as the driver of a database, or that it brings along itself
 * for some machines only.
 */
export function findMadeUpNames(
  warnings: readonly Message[],
  directory: string,
  linked: ReadonlyMap<string, string>,
): Map<string, MadeUpNames> {
  const found = new Map<string, MadeUpNames>()
  for (const { id, location } of warnings) {
    if (id !== 'unsupported-require-call' || location === null) continue
    const path = resolve(directory, location.file)
    const { calls = [], modules = modulesFor(packageOf(path, linked), directory) } = found.get(path) ?? {}
    if (modules.length === 0) continue
    found.set(path, { calls: [...calls, [location.line, location.column]], modules })
  }
  return found
}

function modulesFor(folder: string | undefined, directory: string): string[] {
  if (folder === undefined) return []
  const { optionalDependencies, peerDependencies, peerDependenciesMeta } = readPackage(folder)
  const { dependencies = {} } = readPackage(directory)
  const peers = Object.keys({ ...peerDependencies, ...peerDependenciesMeta })
  const wanted = [...peers.filter((name) => name in dependencies), ...Object.keys(optionalDependencies ?? {})]
  return [...new Set(wanted)].sort().flatMap((name) => namesToRequire(name, folder))
}

/** Pure: a text in which these calls find the modules that became part of the bundle. */
export function withMadeUpNames(text: string, { calls, modules }: MadeUpNames): string {
  const lines = text.split('\n').map((line) => Buffer.from(line))
  // From behind, so that those before keep their place.
  for (const [number, column] of [...calls].reverse()) {
    const line = lines[number - 1]
    if (line?.subarray(column, column + 7).toString() !== 'require' || line[column - 1] === 46) continue
    lines[number - 1] = Buffer.concat([
      line.subarray(0, column),
      Buffer.from('__requireMadeUp'),
      line.subarray(column + 7),
    ])
  }
  const cases = modules
    .map((name) => JSON.stringify(name))
    .map((name) => `case ${name}:return require(${name});`)
  return `${lines.join('\n')}\n;function __requireMadeUp(name){switch(name){${cases.join('')}}return require(name)}`
}
