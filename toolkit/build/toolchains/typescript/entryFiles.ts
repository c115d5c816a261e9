import { existsSync, globSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { z } from 'zod'
import { UserError } from '../../userError.ts'
import type { Tsconfig } from './tsconfig.ts'

const packageJson = z.object({ main: z.string().optional() })

/**
 * The files that register functions, relative to the handler folder: those the `main` glob of package.json
 * means. It speaks of compiled files; outDir and rootDir of tsconfig.json lead back to their sources.
 */
export function findEntryFiles(directory: string, tsconfig: Tsconfig | undefined): string[] {
  const main = readMain(directory)
  const patterns = sourcePatterns(main, tsconfig ?? { outDir: '', rootDir: '' })
  const files = new Set(patterns.flatMap((pattern) => globSync(pattern, { cwd: directory })))
  // A glob may catch tests and declarations, which never become functions.
  const entries = [...files].filter((file) => !/\.(?:test|spec|d)\.[cm]?[jt]sx?$/.test(file)).sort()
  if (entries.length > 0) return entries
  throw new UserError(
    'no-entry-files',
    `No function files found in ${directory}: "main" of package.json is "${main}", and nothing matches ` +
      `${patterns.map((pattern) => `"${pattern}"`).join(' or ')}. Set "main" to where your functions are, ` +
      'e.g. "dist/src/functions/*.js".',
  )
}

/** Pure: the globs of source files behind the glob of compiled ones. */
export function sourcePatterns(
  main: string,
  { outDir, rootDir }: Pick<Tsconfig, 'outDir' | 'rootDir'>,
): string[] {
  const compiled = withoutDot(main)
  const inOutput = outDir !== '' && compiled.startsWith(`${outDir}/`)
  const source = inOutput ? join(rootDir, compiled.slice(outDir.length + 1)) : compiled
  // `.js` stands for `.ts` too, also inside braces: `src/{index.js,functions/*.js}`.
  return [...new Set([source, source.replace(/\.([cm]?)js\b/g, '.$1ts'), source.replace(/\.js\b/g, '.tsx')])]
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
