import { readFileSync, statSync } from 'node:fs'
import { dirname, isAbsolute, join, normalize, resolve } from 'node:path'
import { sourcePatterns } from './entryFiles.ts'
import { publishedPath } from './modulePlaces.ts'
import { type NamedFile, namesOfFilesToRun } from './namesOfFilesToRun.ts'
import type { Layout } from './packagePlaces.ts'

/** The sources of what these modules run beside the app, absolute, by the place in the app folder that they look at. */
export function filesToRun(modules: readonly string[], layout: Layout): Map<string, string> {
  const found = new Map<string, string>()
  for (const module of modules) {
    if (!/\.[cm]?[jt]sx?$/.test(module)) continue
    for (const named of namesOfFilesToRun(readFileSync(module, 'utf8'))) {
      const place = placeOf(named, module, layout)
      const file = sourceOf(named, module, layout).find(isFile)
      if (file !== undefined && !place.startsWith('../')) found.set(place, file)
    }
  }
  return found
}

function placeOf({ from, path }: NamedFile, module: string, layout: Layout): string {
  const own = publishedPath(module, layout)
  if (path === '') return own
  return from === 'module' ? join(dirname(own), path) : normalize(path)
}

// What is named is what the compiler makes of them.
function sourceOf({ from, path }: NamedFile, module: string, { directory, tsconfig }: Layout): string[] {
  if (path === '') return [module]
  if (from === 'module')
    return sourcePatterns(path, { outDir: '', rootDir: '' }).map((file) => resolve(dirname(module), file))
  if (isAbsolute(path)) return []
  const { outDir = '', rootDir = '' } = tsconfig ?? {}
  return sourcePatterns(path, { outDir, rootDir }).map((file) => join(directory, file))
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}
