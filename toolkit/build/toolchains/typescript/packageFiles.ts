import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { listFiles } from '../../hashFiles.ts'
import { type Places, publishedPath } from './modulePlaces.ts'
import { findPackage, isForOneMachine, packageOf, readPackage } from './packageFolders.ts'

interface Package {
  readonly folder: string
  /** Where it lies in the app folder. */
  readonly place: string
}

type Layout = Pick<Places, 'directory' | 'tsconfig' | 'linked'>

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
  const code = bundled.filter((file) => !file.endsWith('.json') && !file.endsWith('.node'))
  const asking = new Map<string, Package>()
  const loaded = new Set<string>()
  const requiring: Package[] = []
  for (const file of placed) {
    const folder = packageOf(file, layout.linked)
    if (folder === undefined) continue
    const place = dirname(publishedPath(join(folder, 'package.json'), layout))
    asking.set(folder, { folder, place })
    if (file.endsWith('.node')) loaded.add(folder)
    else if (/\bcreateRequire\b/.test(readFileSync(file, 'utf8'))) requiring.push({ folder, place })
  }
  // Libraries and programs. An addon is loaded from its own place.
  const reading = withNeeded(
    [...asking.values()],
    ({ folder }) => isForOneMachine(folder) && !loaded.has(folder),
    layout,
  )
  // What is part of the executable is not required from there: it would be loaded twice.
  const optional = requiring
    .flatMap((one) => needed(one, readPackage(one.folder).optionalDependencies, layout))
    .filter(({ folder }) => !code.some((file) => file.startsWith(`${folder}/`)))
  const required = withNeeded(optional, () => true, layout)
  const inExecutable = new Set(code)
  return new Map([
    ...reading.flatMap((one) => filesOf(one, layout)).filter(([, file]) => !inExecutable.has(file)),
    ...required.flatMap((one) => filesOf(one, layout)),
  ])
}

function withNeeded(
  packages: readonly Package[],
  isWanted: (one: Package) => boolean,
  layout: Layout,
): Package[] {
  const found = new Map<string, Package>()
  const add = (one: Package): void => {
    if (found.has(one.place)) return
    found.set(one.place, one)
    const { dependencies, optionalDependencies } = readPackage(one.folder)
    needed(one, { ...dependencies, ...optionalDependencies }, layout)
      .filter(isWanted)
      .forEach(add)
  }
  packages.forEach(add)
  return [...found.values()]
}

/** Those of the named packages that are installed for one. */
function needed(
  { folder, place }: Package,
  names: Readonly<Record<string, unknown>> | undefined,
  layout: Layout,
): Package[] {
  return Object.keys(names ?? {}).flatMap((name) => {
    const found = findPackage(name, folder)
    if (found === undefined) return []
    // An app folder has no links, so what lies behind one is where the link would be.
    const beside = place.slice(0, place.lastIndexOf('node_modules/')) + join('node_modules', name)
    const natural = dirname(publishedPath(join(found.folder, 'package.json'), layout))
    return [{ folder: found.folder, place: found.isLinked ? beside : natural }]
  })
}

function filesOf({ folder, place }: Package, { linked }: Layout): [place: string, file: string][] {
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
