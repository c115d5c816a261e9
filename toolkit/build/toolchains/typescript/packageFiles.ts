import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { listFiles } from '../../hashFiles.ts'
import { findPackage, isForOneMachine, packageOf, readPackage } from './packageFolders.ts'

/**
 * The files of packages that may read their own: those with a module that asks where it lies, and what these look for
 * from there. Absolute. What is part of the executable, and what only serves who writes code, is left out.
 */
export function packageFiles(
  placed: readonly string[],
  bundled: readonly string[],
  linked: ReadonlyMap<string, string>,
): string[] {
  const code = new Set(bundled.filter((file) => !file.endsWith('.json') && !file.endsWith('.node')))
  const reading = new Set<string>()
  const required = new Set<string>()
  for (const file of placed) {
    const folder = packageOf(file, linked)
    if (folder === undefined) continue
    addForOneMachine(folder, reading)
    if (/\bcreateRequire\b/.test(readFileSync(file, 'utf8'))) addRequired(folder, code, required)
  }
  return [...new Set([...reading, ...required])]
    .flatMap((folder) => {
      const files = filesOf(folder, linked.has(folder))
      return required.has(folder) ? files : files.filter((file) => !code.has(file))
    })
    .sort()
}

/** A package, and the libraries and programs that it brings along for this machine. */
function addForOneMachine(folder: string, packages: Set<string>): void {
  if (packages.has(folder)) return
  packages.add(folder)
  const { dependencies, optionalDependencies } = readPackage(folder)
  for (const place of placesOf({ ...dependencies, ...optionalDependencies }, folder)) {
    if (isForOneMachine(place)) addForOneMachine(place, packages)
  }
}

/**
 * What a package brings along and may require from its place. If it is part of the executable, it is left there: it
 * would be loaded twice.
 */
function addRequired(folder: string, code: ReadonlySet<string>, packages: Set<string>): void {
  for (const place of placesOf(readPackage(folder).optionalDependencies, folder)) {
    if (![...code].some((file) => file.startsWith(`${place}/`))) addWhole(place, packages)
  }
}

function addWhole(folder: string, packages: Set<string>): void {
  if (packages.has(folder)) return
  packages.add(folder)
  const { dependencies, optionalDependencies } = readPackage(folder)
  for (const place of placesOf({ ...dependencies, ...optionalDependencies }, folder))
    addWhole(place, packages)
}

function placesOf(names: Readonly<Record<string, unknown>> | undefined, folder: string): string[] {
  return Object.keys(names ?? {}).flatMap((name) => findPackage(name, folder) ?? [])
}

function filesOf(folder: string, isLinked: boolean): string[] {
  return listFiles(folder, ['node_modules'])
    .filter((file) => !(isLinked && ofWorkspace.test(file)))
    .map((file) => join(folder, file))
    .filter((file) => !ofNoUse.some((pattern) => pattern.test(file)))
}

// What a package has where it is worked on, and never where it is installed.
const ofWorkspace = /(?:^|\/)\.|(?:^|\/)local\.settings\./

const ofNoUse = [
  /\.[cm]?tsx?$/,
  /\.map$/,
  /\/(?:README|CHANGELOG|CHANGES|HISTORY|CONTRIBUTING|SECURITY)(?:\.[^/]*)?$/i,
  /\/\.[^/]*$/,
]
