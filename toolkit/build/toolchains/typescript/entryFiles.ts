import { existsSync, globSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { z } from 'zod'
import { UserError } from '../../userError.ts'
import { rootDirsOf, type Tsconfig } from './tsconfig.ts'

const packageJson = z.object({ main: z.string().optional() })

/**
 * The files that register functions, relative to the handler folder: those the `main` glob of package.json
 * means. It speaks of compiled files; outDir and rootDir of tsconfig.json lead back to their sources.
 */
export function findEntryFiles(directory: string, tsconfig: Tsconfig | undefined): string[] {
  const main = readMain(directory)
  const candidates = candidatesOf(main, tsconfig)
  for (const patterns of candidates) {
    const entries = matches(directory, patterns)
    if (entries.length > 0) return entries
  }
  const patterns = [...new Set(candidates.flat())]
  throw new UserError(
    'no-entry-files',
    `No function files found in ${directory}: "main" of package.json is "${main}", and nothing matches ` +
      `${patterns.map((pattern) => `"${pattern}"`).join(' or ')}. Set "main" to where your functions are, ` +
      'e.g. "dist/src/functions/*.js".',
  )
}

/** Pure: the patterns to look for, one list after the other. Sources come before what was compiled of them once. */
function candidatesOf(main: string, tsconfig: Tsconfig | undefined): string[][] {
  const asItIs = sourcePatterns(main, { outDir: '', rootDir: '' })
  if (tsconfig)
    return [
      ...rootDirsOf(tsconfig).map((rootDir) => sourcePatterns(main, { outDir: tsconfig.outDir, rootDir })),
      asItIs,
    ]
  // Whatever compiles them, its output has a folder, and its sources are in one. Beside package.json lie other things.
  const [outDir = '', ...rest] = withoutDot(main).split('/')
  const rootDirs = rest.length > 1 ? ['', 'src'] : ['src']
  return [asItIs, ...rootDirs.map((rootDir) => sourcePatterns(main, { outDir, rootDir }))]
}

function matches(directory: string, patterns: readonly string[]): string[] {
  const files = new Set(patterns.flatMap((pattern) => globSync(pattern, { cwd: directory })))
  // A glob may catch tests and declarations, which never become functions.
  const entries = [...files].filter((file) => !/\.(?:test|spec|d)\.[cm]?[jt]sx?$/.test(file))
  return entries.sort(asLoaded)
}

// Microsoft's worker loads what lies higher first, so that an index.js has set up what the functions take for granted.
function asLoaded(one: string, other: string): number {
  return depth(one) - depth(other) || (one < other ? -1 : 1)
}

function depth(file: string): number {
  return file.split('/').length
}

/** Pure: the globs of source files behind the glob of compiled ones. */
export function sourcePatterns(
  main: string,
  { outDir, rootDir }: { readonly outDir: string; readonly rootDir: string },
): string[] {
  const compiled = withoutDot(main)
  const inOutput = outDir !== '' && compiled.startsWith(`${outDir}/`)
  const source = inOutput ? join(rootDir, compiled.slice(outDir.length + 1)) : compiled
  // `.js` stands for `.ts` too, also inside braces: `src/{index.js,functions/*.js}`.
  return [...new Set([source, withExtension(source, 'ts'), source.replace(/\.js\b/g, '.tsx')])]
}

// The kinds of files may stand in braces of their own: `functions/*.{mjs,cjs}`.
function withExtension(source: string, extension: string): string {
  const kinds = (text: string) => text.replace(/\b([cm]?)js\b/g, `$1${extension}`)
  return source.replace(/\.[cm]?js\b/g, kinds).replace(/\.\{[^{}/]*\}$/, kinds)
}

function readMain(directory: string): string {
  const file = join(directory, 'package.json')
  const fallback = 'src/functions/*.js'
  if (!existsSync(file)) return fallback
  try {
    return packageJson.parse(JSON.parse(readFileSync(file, 'utf8'))).main ?? fallback
  } catch (cause) {
    throw new UserError(
      'package-json-invalid',
      `${relative('', file)} is not a valid package.json. Mend it.`,
      {
        cause,
      },
    )
  }
}

function withoutDot(path: string): string {
  return path.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '')
}
