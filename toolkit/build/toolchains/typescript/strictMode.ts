import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { BuildResult } from 'esbuild'

/**
 * Whether each module of a bundle is in strict mode, as ES modules are and what a TypeScript compiler makes. The bundle
 * has one mode for all of them, and what is not written for strict mode may not even load in it.
 */
export async function areStrict({ metafile }: BuildResult, directory: string): Promise<boolean> {
  for (const [path, { format }] of Object.entries(metafile?.inputs ?? {})) {
    if (format === 'esm' || !/\.[cm]?jsx?$/.test(path) || isMadeUp(path)) continue
    if (!directive.test(await readFile(resolve(directory, path), 'utf8'))) return false
  }
  return true
}

/** Pure. */
export function withStrictMode(bundle: string): string {
  return `"use strict";${bundle}`
}

// Of a plugin, which writes nothing that needs another mode.
const isMadeUp = (path: string): boolean => /^[\w-]+:/.test(path)

const directive =
  /^\uFEFF?(?:#!.*\n)?(?:\s|\/\*(?:[^*]|\*(?!\/))*\*\/|\/\/.*\n)*(?:"use strict"|'use strict')/
