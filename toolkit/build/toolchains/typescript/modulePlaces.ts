import { readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { Loader, Plugin, PluginBuild } from 'esbuild'
import { heldRequire } from './heldRequire.ts'
import { type MadeUpNames, withMadeUpNames } from './madeUpNames.ts'
import { requireHolders } from './requireHolders.ts'
import { findFiles, type ResolvedNames, resolvedNames } from './resolvedNames.ts'
import type { Tsconfig } from './tsconfig.ts'

/** Where the files of an app believe to be: a bundle has one place, which is none of theirs. */
export interface Places {
  /** An expression for the app folder, without a slash at its end. */
  readonly root: string
  readonly directory: string
  readonly tsconfig: Pick<Tsconfig, 'outDir' | 'rootDir'> | undefined
  /** Packages that lie elsewhere: their folders and names. */
  readonly linked: ReadonlyMap<string, string>
  /** Is told each file that asks for its place. */
  readonly asks: (path: string) => void
  /** JavaScript that stands for a source file. */
  readonly compiled: ReadonlyMap<string, string>
  /** Of the files that require by such names. */
  readonly madeUp: ReadonlyMap<string, MadeUpNames>
  /** Modules that are loaded from a place in the app folder, because what is not in the bundle loads them there too. */
  readonly beside: ReadonlyMap<string, string>
}

/** Of the process that runs the executable. */
export const executableRoot = 'process.execPath.slice(0, process.execPath.lastIndexOf("/"))'

/** What `modulePlaces` puts in place of the names of Node.js. */
export const placeNames: Readonly<Record<string, string>> = {
  __dirname: '__moduleDirname',
  __filename: '__moduleFilename',
  'import.meta': '__moduleMeta',
  'require.resolve': '__moduleResolve',
}

/** Tells every module the place it would have if it were compiled and published by itself. */
export function modulePlaces(places: Places): Plugin {
  return {
    name: 'module-places',
    setup(build) {
      const unhide = heldRequire(build)
      build.onLoad({ filter: /\.[cm]?[jt]sx?$/, namespace: 'file' }, async ({ path }) => {
        const beside = places.beside.get(path)
        if (beside !== undefined) return { contents: loadFrom(beside, places), loader: 'js' }
        const compiled = places.compiled.get(path)
        const loader = compiled === undefined ? loaderOf(path) : 'js'
        const source = compiled ?? (await readFile(path, 'utf8'))
        const placed = await withPlace(build, unhide, { source, path, loader }, places)
        const madeUp = places.madeUp.get(path)
        const contents =
          madeUp === undefined
            ? placed
            : withMadeUpNames(placed, madeUp, placed === source ? undefined : '__moduleMeta.url')
        return compiled === undefined && contents === source ? undefined : { contents, loader }
      })
      // An addon is loaded from a file.
      build.onLoad({ filter: /\.node$/, namespace: 'file' }, ({ path }) => {
        places.asks(path)
        return { contents: loadFrom(publishedPath(path, places), places), loader: 'js' }
      })
    },
  }
}

function loaderOf(path: string): Loader {
  const [, kind = '', extended = ''] = /([jt]s)(x?)$/.exec(path) ?? []
  const plain = kind === 'ts' ? 'ts' : 'js'
  return extended === '' ? plain : `${plain}x`
}

async function withPlace(
  build: PluginBuild,
  unhide: ReturnType<typeof heldRequire>,
  { source, path, loader }: { readonly source: string; readonly path: string; readonly loader: Loader },
  places: Places,
): Promise<string> {
  const holders = requireHolders(source)
  const names = resolvedNames(source, holders?.pattern)
  const resolve = names && '__moduleResolve'
  const unhidden = await unhide({ path, text: source, loader, holders, resolve })
  const text = unhidden?.text ?? source
  const isPlaced = /\b(?:__dirname|__filename|import\.meta)\b/.test(text)
  if (isPlaced || names?.others) places.asks(path)
  if (!isPlaced && names === undefined && unhidden === undefined) return source
  // Without a line of its own, so that all others keep their number.
  const [start = ''] = beginning.exec(text) ?? []
  const before = [unhidden?.declaration, declarations(path, places)]
  if (names !== undefined) before.push(await resolving(build, path, names, places))
  return `${start};${before.join('')}${text.slice(start.length)}`
}

// Behind anything else `use strict` would say nothing.
const beginning =
  /^\uFEFF?(?:#![^\n]*\n)?(?:(?:\s|\/\*(?:[^*]|\*(?!\/))*\*\/|\/\/[^\n]*\n)*(?:"use strict"|'use strict');?)?/

function declarations(path: string, places: Places): string {
  return (
    `var __moduleFilename=${placeOf(path, places)},__moduleDirname=__moduleFilename.slice(0,__moduleFilename.lastIndexOf("/")),` +
    `__moduleMeta={filename:__moduleFilename,dirname:__moduleDirname,` +
    'url:"file://"+encodeURI(__moduleFilename).replace(/[?#]/g,encodeURIComponent),' +
    'resolve:(name)=>/^(?:\\.|\\/|\\w+:)/.test(name)?new URL(name,__moduleMeta.url).href:' +
    `"file://"+encodeURI(${places.root}+"/node_modules/"+name)};`
  )
}

/** What finds files by the names that the module asks for; others may lie beside the executable as well. */
async function resolving(
  build: PluginBuild,
  path: string,
  names: ResolvedNames,
  places: Places,
): Promise<string> {
  const required = await findFiles(build, path, names.required, 'require-resolve')
  const imported = await findFiles(build, path, names.imported, 'import-statement')
  for (const [, file] of [...required, ...imported]) places.asks(file)
  const table = (found: typeof required) =>
    `{${found.map(([name, file]) => `${JSON.stringify(name)}:${placeOf(file, places)}`).join(',')}}`
  const resolve =
    `var __moduleRequired=${table(required)},` +
    '__moduleRequire=()=>process.getBuiltinModule("module").createRequire(__moduleFilename),' +
    '__moduleResolve=Object.assign((name,options)=>Object.hasOwn(__moduleRequired,name)?__moduleRequired[name]:' +
    '__moduleRequire().resolve(name,options),{paths:(name)=>__moduleRequire().resolve.paths(name)});'
  if (imported.length === 0) return resolve
  return (
    `${resolve}var __moduleImported=${table(imported)},__moduleOthers=__moduleMeta.resolve;` +
    '__moduleMeta.resolve=(name)=>Object.hasOwn(__moduleImported,name)?' +
    '"file://"+encodeURI(__moduleImported[name]).replace(/[?#]/g,encodeURIComponent):__moduleOthers(name);'
  )
}

/** An expression for the place of a file. */
function placeOf(path: string, places: Places): string {
  return expressionFor(publishedPath(path, places), places)
}

// The file is not there yet when the bundler looks for what is named.
function loadFrom(place: string, places: Places): string {
  return `var place=${expressionFor(place, places)};module.exports=require(place)`
}

function expressionFor(place: string, { root }: Places): string {
  return `${root}+${JSON.stringify(`/${place}`)}`
}

/** Pure: where a file lies in a published app, relative to its root. */
export function publishedPath(
  path: string,
  { directory, tsconfig, linked }: Pick<Places, 'directory' | 'tsconfig' | 'linked'>,
): string {
  const link = [...linked].find(([folder]) => path.startsWith(`${folder}/`))
  if (link !== undefined) {
    const [folder, name] = link
    return join('node_modules', name, asCompiled(relative(folder, path)))
  }
  const inside = relative(directory, path).replace(/^(?:\.\.\/)+/, '')
  // A workspace has its packages higher up.
  const ofPackage = inside.search(/(?<![^/])node_modules\//)
  if (ofPackage !== -1) return inside.slice(ofPackage)
  if (!/\.[cm]?tsx?$/.test(inside)) return inside
  const { outDir = '', rootDir = '' } = tsconfig ?? {}
  const source = inside.startsWith(`${rootDir}/`) ? inside.slice(rootDir.length + 1) : inside
  return join(outDir, asCompiled(source))
}

function asCompiled(source: string): string {
  return source.replace(/\.([cm]?)tsx?$/, '.$1js')
}
