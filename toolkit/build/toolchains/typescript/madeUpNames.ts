import { resolve } from 'node:path'
import type { Message } from 'esbuild'
import { editLines } from './editLines.ts'
import { findPackage, isForOneMachine, namesToRequire, packageOf, readPackage } from './packageFolders.ts'

/** A file of a package that asks for modules by names that it makes up. */
export interface MadeUpNames {
  /** Where each `require` or `import` stands: line and column, in bytes. */
  readonly calls: readonly (readonly [line: number, column: number])[]
  /** What it may mean. */
  readonly modules: readonly string[]
}

interface App {
  readonly directory: string
  readonly linked: ReadonlyMap<string, string>
  /** The files that ask where they lie. */
  readonly placed: ReadonlySet<string>
}

/** Has esbuild say where such calls are. */
export const tellMadeUpNames = {
  'unsupported-require-call': 'warning',
  'unsupported-dynamic-import': 'warning',
} as const

/**
 * Files of packages with calls that name no module, by their absolute path. They mean one of those that the package
 * works with if the app brings them along, such as the driver of a database, or that it brings along itself for some
 * machines only; or a file that lies beside it.
 */
export function findMadeUpNames(warnings: readonly Message[], app: App): Map<string, MadeUpNames> {
  const found = new Map<string, MadeUpNames>()
  for (const { id, location } of warnings) {
    if (!Object.hasOwn(tellMadeUpNames, id) || location === null) continue
    const path = resolve(app.directory, location.file)
    const folder = packageOf(path, app.linked)
    if (folder === undefined) continue
    const { calls = [], modules = modulesFor(folder, app.directory) } = found.get(path) ?? {}
    const isBeside = id === 'unsupported-dynamic-import' && app.placed.has(path)
    if (modules.length === 0 && !isBeside) continue
    found.set(path, { calls: [...calls, [location.line, location.column]], modules })
  }
  return found
}

function modulesFor(folder: string, directory: string): string[] {
  const { optionalDependencies, peerDependencies, peerDependenciesMeta } = readPackage(folder)
  const { dependencies = {} } = readPackage(directory)
  const peers = Object.keys({ ...peerDependencies, ...peerDependenciesMeta })
  const wanted = [
    ...peers.filter((name) => name in dependencies),
    ...Object.keys(optionalDependencies ?? {}).filter((name) => isInstalledForOneMachine(name, folder)),
  ]
  return [...new Set(wanted)].sort().flatMap((name) => namesToRequire(name, folder))
}

function isInstalledForOneMachine(name: string, folder: string): boolean {
  const found = findPackage(name, folder)
  return found !== undefined && isForOneMachine(found.folder)
}

/**
 * Pure: a text in which these calls find what they mean. `url`: an expression for the place of the file; undefined: it
 * does not ask for it.
 */
export function withMadeUpNames(
  text: string,
  { calls, modules }: MadeUpNames,
  url: string | undefined,
): string {
  const words = new Set<string>()
  const places = calls.map(([line, column]) => ({ line, column }))
  const changed = editLines(text, places, (before, after) => {
    const [word] = /^(?:require|import)\b/.exec(after) ?? []
    // Not one of another object.
    if (word === undefined || before.endsWith('.')) return before + after
    words.add(word)
    return before + helperOf(word) + after.slice(word.length)
  })
  const beside = url === undefined ? 'name' : `/^\\.\\.?\\//.test(name)?new URL(name,${url}).href:name`
  const helpers = [...words].map((word) => {
    const cases = modules.map(
      (name) => `case ${JSON.stringify(name)}:return ${word}(${JSON.stringify(name)});`,
    )
    const other = word === 'import' ? `import(${beside},options)` : 'require(name)'
    return `function ${helperOf(word)}(name,options){switch(name){${cases.join('')}}return ${other}}`
  })
  return `${changed}\n;${helpers.join('')}`
}

const helperOf = (word: string): string => `__${word}MadeUp`
