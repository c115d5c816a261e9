import { dirname, join } from 'node:path'
import { type Places, publishedPath } from './modulePlaces.ts'
import { findPackage, packageOf, readPackage } from './packageFolders.ts'

export interface PackageAt {
  readonly folder: string
  /** Where it lies in the app folder. */
  readonly place: string
}

export type Layout = Pick<Places, 'directory' | 'tsconfig' | 'linked'>

/** The package that a file belongs to. */
export function packageAt(file: string, layout: Layout): PackageAt | undefined {
  const folder = packageOf(file, layout.linked)
  return folder === undefined ? undefined : { folder, place: placeOf(folder, layout) }
}

/** Those of the named packages that are installed for one. */
export function installedFor(
  { folder, place }: PackageAt,
  names: Readonly<Record<string, unknown>> | undefined,
  layout: Layout,
): PackageAt[] {
  return Object.keys(names ?? {}).flatMap((name) => {
    const found = findPackage(name, folder)
    if (found === undefined) return []
    // An app folder has no links, so what lies behind one is where the link would be.
    const beside = place.slice(0, place.lastIndexOf('node_modules/')) + join('node_modules', name)
    return [{ folder: found.folder, place: found.isLinked ? beside : placeOf(found.folder, layout) }]
  })
}

/** These packages with those that they depend on, and so on. */
export function withNeeded(
  packages: readonly PackageAt[],
  isWanted: (one: PackageAt) => boolean,
  layout: Layout,
): PackageAt[] {
  const found = new Map<string, PackageAt>()
  const add = (one: PackageAt): void => {
    if (found.has(one.place)) return
    found.set(one.place, one)
    const { dependencies, optionalDependencies } = readPackage(one.folder)
    installedFor(one, { ...dependencies, ...optionalDependencies }, layout)
      .filter(isWanted)
      .forEach(add)
  }
  packages.forEach(add)
  return [...found.values()]
}

function placeOf(folder: string, layout: Layout): string {
  return dirname(publishedPath(join(folder, 'package.json'), layout))
}
