import { join } from 'node:path'
import { listFiles } from '../../hashFiles.ts'
import { isForOneMachine } from './packageFolders.ts'
import { type Layout, type PackageAt, packageAt, withNeeded } from './packagePlaces.ts'
import { requiredPackages } from './requiredPackages.ts'

/**
 * The files of packages that may read their own: those with a module that asks where it lies, and what these look for
 * from there. Absolute, by their place in the app folder. What is part of the executable, and what only serves who
 * writes code, is left out.
 */
export function packageFiles(
  placed: readonly string[],
  bundled: readonly string[],
  layout: Layout,
): Map<string, string> {
  const code = new Set(bundled.filter((file) => !file.endsWith('.json') && !file.endsWith('.node')))
  const packagesOf = (files: readonly string[]) => files.flatMap((file) => packageAt(file, layout) ?? [])
  const addons = placed.filter((file) => file.endsWith('.node'))
  const loaded = new Set(packagesOf(addons).map(({ folder }) => folder))
  // Libraries and programs. An addon is loaded from its own place.
  const reading = withNeeded(
    packagesOf(placed),
    ({ folder }) => isForOneMachine(folder) && !loaded.has(folder),
    layout,
  )
  return new Map([
    ...reading.flatMap((one) => filesOf(one, layout)).filter(([, file]) => !code.has(file)),
    ...requiredPackages(placed, layout).flatMap((one) => filesOf(one, layout)),
  ])
}

function filesOf({ folder, place }: PackageAt, { linked }: Layout): [place: string, file: string][] {
  return listFiles(folder, ['node_modules'])
    .filter((file) => !(linked.has(folder) && ofWorkspace.test(file)))
    .filter((file) => !ofNoUse.some((pattern) => pattern.test(`/${file}`)))
    .map((file) => [join(place, file), join(folder, file)])
}

// What a package has where it is worked on, and never where it is installed.
const ofWorkspace = /(?:^|\/)\.|(?:^|\/)local\.settings\./

const ofNoUse = [
  /\.[cm]?tsx?$/,
  /\.map$/,
  /\/(?:README|CHANGELOG|CHANGES|HISTORY|CONTRIBUTING|SECURITY)(?:\.[^/]*)?$/i,
  /\/\.[^/]*$/,
]
