import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { parseJsonText } from '../../jsonText.ts'

const names = z.record(z.string(), z.unknown()).catch({})
const packageJson = z
  .object({
    dependencies: names,
    optionalDependencies: names,
    peerDependencies: names,
    peerDependenciesMeta: names,
    exports: names,
    type: z.unknown(),
    os: z.unknown(),
    cpu: z.unknown(),
  })
  .partial()
  .catch({})

/** The folder of the package that a file belongs to: one in node_modules, or one of those that are linked. */
export function packageOf(file: string, linked: ReadonlyMap<string, string>): string | undefined {
  const [folder] = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/s.exec(file) ?? []
  return folder ?? [...linked.keys()].find((each) => file.startsWith(`${each}/`))
}

/** What package.json says of a package; nothing if it has none that can be read. */
export function readPackage(folder: string): z.infer<typeof packageJson> {
  const file = join(folder, 'package.json')
  if (!existsSync(file)) return {}
  try {
    return packageJson.parse(parseJsonText(readFileSync(file, 'utf8')))
  } catch {
    // Who needs what it says, the bundler among them, complains of it.
    return {}
  }
}

/** A package that one in this folder depends on. */
export function findPackage(
  name: string,
  folder: string,
): { readonly folder: string; readonly isLinked: boolean } | undefined {
  const place = join(folder, 'node_modules', name)
  if (existsSync(place)) return { folder: realpathSync(place), isLinked: realpathSync(place) !== place }
  const parent = dirname(folder)
  return parent === folder ? undefined : findPackage(name, parent)
}

/** Whether it exists for some machines only: others do not have it installed. */
export function isForOneMachine(folder: string): boolean {
  const { os, cpu } = readPackage(folder)
  return os !== undefined || cpu !== undefined
}

/** The names by which a package of this folder can require one: its own, and those below it that `exports` lists. */
export function namesToRequire(name: string, folder: string): string[] {
  const found = findPackage(name, folder)
  if (found === undefined) return []
  const below = isForOneMachine(found.folder) ? Object.keys(readPackage(found.folder).exports ?? {}) : []
  const { resolve } = createRequire(join(folder, 'package.json'))
  return [
    name,
    ...below.filter((path) => /^\.\/[^*]+$/.test(path)).map((path) => name + path.slice(1)),
  ].filter((each) => isModule(each, resolve))
}

function isModule(name: string, resolve: (name: string) => string): boolean {
  try {
    return /\.(?:[cm]?js|json|node)$/.test(resolve(name))
  } catch {
    return false
  }
}
