import { join, relative } from 'node:path'
import { isEsModule, scopeIn } from './moduleKind.ts'
import { packageOf } from './packageFolders.ts'
import type { Layout } from './packagePlaces.ts'
import { requiredPackages } from './requiredPackages.ts'

/**
 * Those of the bundled modules that a package may load from its place as well, each with where that is: loaded twice,
 * a module is two. One that is an ES module stays in the bundle, because only there its importers get what it exports.
 */
export function modulesBeside(
  bundled: readonly string[],
  placed: Iterable<string>,
  layout: Layout,
): Map<string, string> {
  const required = new Map(requiredPackages(placed, layout).map(({ folder, place }) => [folder, place]))
  if (required.size === 0) return new Map()
  return new Map(
    bundled.flatMap((file): [string, string][] => {
      const folder = packageOf(file, layout.linked) ?? ''
      const place = required.get(folder)
      return place === undefined || !isCommonJs(file, folder)
        ? []
        : [[file, join(place, relative(folder, file))]]
    }),
  )
}

function isCommonJs(file: string, folder: string): boolean {
  return /\.c?js$/.test(file) && !isEsModule(file, scopeIn(folder, file))
}
