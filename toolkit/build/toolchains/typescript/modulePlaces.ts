import { readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { Plugin } from 'esbuild'
import type { Tsconfig } from './tsconfig.ts'

/** Where the files of an app believe to be: a bundle has one place, which is none of theirs. */
export interface Places {
  /** An expression for the app folder, without a slash at its end. */
  readonly root: string
  readonly directory: string
  readonly tsconfig: Pick<Tsconfig, 'outDir' | 'rootDir'> | undefined
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
        const text = await readFile(path, 'utf8')
        if (!/\b(?:__dirname|__filename|import\.meta)\b/.test(text)) return undefined
        // On the first line, so that all others keep their number.
        const [, start = '', rest = ''] =
          /^(#![^\n]*\n|\s*(?:"use strict"|'use strict');?)?(.*)$/s.exec(text) ?? []
        return { contents: `${start};${declarations(path, places)}${rest}`, loader: 'default' }
      })
    },
  }
}

function declarations(path: string, places: Places): string {
  const file = `${places.root}+${JSON.stringify(`/${compiledPath(path, places)}`)}`
  return (
    `var __moduleFilename=${file},__moduleDirname=__moduleFilename.slice(0,__moduleFilename.lastIndexOf("/")),` +
    `__moduleMeta={filename:__moduleFilename,dirname:__moduleDirname,` +
    'url:"file://"+encodeURI(__moduleFilename).replace(/[?#]/g,encodeURIComponent),' +
    'resolve:(name)=>/^(?:\\.|\\/|\\w+:)/.test(name)?new URL(name,__moduleMeta.url).href:' +
    `"file://"+encodeURI(${places.root}+"/node_modules/"+name)};`
  )
}

/** Pure: where a file lies in a published app, relative to its root. */
function compiledPath(path: string, { directory, tsconfig }: Omit<Places, 'root'>): string {
  const inside = relative(directory, path).replace(/^(?:\.\.\/)+/, '')
  // A workspace has its packages higher up.
  const ofPackage = inside.lastIndexOf('node_modules/')
  if (ofPackage !== -1) return inside.slice(ofPackage)
  if (!/\.[cm]?tsx?$/.test(inside)) return inside
  const { outDir = '', rootDir = '' } = tsconfig ?? {}
  const source = inside.startsWith(`${rootDir}/`) ? inside.slice(rootDir.length + 1) : inside
  return join(outDir, source.replace(/\.([cm]?)tsx?$/, '.$1js'))
}
