import { readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { Plugin } from 'esbuild'
import { type MadeUpNames, withMadeUpNames } from './madeUpNames.ts'
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
}

/** Tells every module the place it would have if it were compiled and published by itself. */
export function modulePlaces(places: Places): Plugin {
  return {
    name: 'module-places',
    setup(build) {
      build.onLoad({ filter: /\.[cm]?[jt]sx?$/, namespace: 'file' }, async ({ path }) => {
        const beside = places.beside.get(path)
        if (beside !== undefined) return { contents: loadFrom(beside, places), loader: 'js' }
        const compiled = places.compiled.get(path)
        const loader = compiled === undefined ? 'default' : 'js'
        const text = compiled ?? (await readFile(path, 'utf8'))
        const placed = withPlace(text, path, places)
        const madeUp = places.madeUp.get(path)
        const contents =
          madeUp === undefined
            ? placed
            : withMadeUpNames(placed, madeUp, placed === text ? undefined : '__moduleMeta.url')
        return compiled === undefined && contents === text ? undefined : { contents, loader }
      })
      // An addon is loaded from a file.
      build.onLoad({ filter: /\.node$/, namespace: 'file' }, ({ path }) => {
        places.asks(path)
        return { contents: loadFrom(publishedPath(path, places), places), loader: 'js' }
      })
    },
  }
}

function withPlace(text: string, path: string, places: Places): string {
  if (!/\b(?:__dirname|__filename|import\.meta)\b/.test(text)) return text
  places.asks(path)
  // On the first line, so that all others keep their number.
  const [, start = '', rest = ''] = /^(#![^\n]*\n|\s*(?:"use strict"|'use strict');?)?(.*)$/s.exec(text) ?? []
  return `${start};${declarations(path, places)}${rest}`
}

function declarations(path: string, places: Places): string {
  return (
    `var __moduleFilename=${placeOf(path, places)},__moduleDirname=__moduleFilename.slice(0,__moduleFilename.lastIndexOf("/")),` +
    `__moduleMeta={filename:__moduleFilename,dirname:__moduleDirname,` +
    'url:"file://"+encodeURI(__moduleFilename).replace(/[?#]/g,encodeURIComponent),' +
    'resolve:(name)=>/^(?:\\.|\\/|\\w+:)/.test(name)?new URL(name,__moduleMeta.url).href:' +
    `"file://"+encodeURI(${places.root}+"/node_modules/"+name)};`
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
