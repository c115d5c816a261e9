import { type Dirent, existsSync, readdirSync, realpathSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'

/**
 * The packages of a workspace that an app may require, which lie elsewhere: their folders, and the names by which
 * node_modules leads to them.
 */
export function linkedPackages(directory: string): Map<string, string> {
  const found = new Map<string, string>()
  const seen = new Set<string>()
  const lookFrom = (folder: string): void => {
    const modules = join(folder, 'node_modules')
    if (!seen.has(modules)) {
      seen.add(modules)
      for (const name of linksIn(modules)) {
        const place = behind(join(modules, name))
        if (place === undefined || found.has(place) || !isElsewhere(place, directory)) continue
        found.set(place, name)
        lookFrom(place)
      }
    }
    if (dirname(folder) !== folder) lookFrom(dirname(folder))
  }
  lookFrom(directory)
  return found
}

/** Names of packages, with their scope. */
function linksIn(modules: string): string[] {
  return entriesOf(modules).flatMap((entry) => {
    if (!entry.name.startsWith('@')) return entry.isSymbolicLink() ? [entry.name] : []
    const scoped = entriesOf(join(modules, entry.name))
    // Behind a link to a scope all lie elsewhere.
    const links = scoped.filter(
      (each) => each.isSymbolicLink() || (entry.isSymbolicLink() && each.isDirectory()),
    )
    return links.map((each) => `${entry.name}/${each.name}`)
  })
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    // Neither does Node.js find anything in what is no folder, or not ours to read.
    return []
  }
}

/** Undefined: it leads nowhere. */
function behind(link: string): string | undefined {
  return existsSync(link) ? realpathSync(link) : undefined
}

// pnpm links all packages, most of them into node_modules; and a workspace links the app itself.
function isElsewhere(place: string, directory: string): boolean {
  const isWithin = (inner: string, outer: string) => `${inner}${sep}`.startsWith(`${outer}${sep}`)
  return !place.includes('/node_modules/') && !isWithin(place, directory) && !isWithin(directory, place)
}
