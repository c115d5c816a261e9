import { readFileSync } from 'node:fs'
import { readPackage } from './packageFolders.ts'
import { installedFor, type Layout, type PackageAt, packageAt, withNeeded } from './packagePlaces.ts'

/**
 * What packages bring along and may require from their place, where the bundler does not see it: `createRequire` makes
 * what it is called with. `placed` are the files that ask where they lie.
 */
export function requiredPackages(placed: Iterable<string>, layout: Layout): PackageAt[] {
  const optional = [...placed]
    .filter((file) => !file.endsWith('.node') && /\bcreateRequire\b/.test(readFileSync(file, 'utf8')))
    .flatMap((file) => packageAt(file, layout) ?? [])
    .flatMap((one) => installedFor(one, readPackage(one.folder).optionalDependencies, layout))
  return withNeeded(optional, () => true, layout)
}
