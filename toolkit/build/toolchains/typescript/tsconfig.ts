import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { z } from 'zod'
import type { Compiler } from './compiler.ts'

const shownConfig = z.object({
  compilerOptions: z
    .looseObject({
      outDir: z.string().optional(),
      rootDir: z.string().optional(),
      types: z.array(z.string()).optional(),
    })
    .default({}),
  files: z.array(z.string()).default([]),
})

export interface Tsconfig {
  /** Relative to the folder, '' for the folder itself. */
  readonly outDir: string
  /** The same; undefined: it is for the compiler to choose. */
  readonly rootDir: string | undefined
  readonly types: readonly string[] | undefined
  /** Of the whole project, relative. */
  readonly files: readonly string[]
  /** Every option that is set, paths relative to the folder. */
  readonly options: Readonly<Record<string, unknown>>
}

/** What matters here of tsconfig.json and all it extends. Undefined: the folder has none. */
export function readTsconfig(directory: string, { tsc }: Compiler): Tsconfig | undefined {
  if (!existsSync(join(directory, 'tsconfig.json'))) return undefined
  const { stdout } = spawnSync(process.execPath, [tsc, '-p', directory, '--showConfig'], {
    encoding: 'utf8',
  })
  const { compilerOptions, files } = shownConfig.safeParse(parseJson(stdout)).data ?? {
    compilerOptions: {},
    files: [],
  }
  const { outDir = '', rootDir, types } = compilerOptions
  const inside = (path: string) => relative(directory, join(directory, path))
  return {
    outDir: inside(outDir),
    rootDir: rootDir === undefined ? undefined : inside(rootDir),
    types,
    files: files.map(inside),
    options: compilerOptions,
  }
}

/**
 * Pure: the folders that may be the root of the sources, likeliest first. Up to TypeScript 5 it was the one that all
 * sources have in common, since then it is that of tsconfig.json.
 */
export function rootDirsOf({ rootDir, files }: Pick<Tsconfig, 'rootDir' | 'files'>): string[] {
  if (rootDir !== undefined) return [rootDir]
  const folders = files.filter((file) => !/\.d\.[cm]?ts$/.test(file)).map(dirname)
  return ['', ...folders.slice(0, 1).map((first) => commonFolder(first, folders))]
}

function commonFolder(first: string, folders: readonly string[]): string {
  const parts = first === '.' ? [] : first.split('/')
  const isCommon = (folder: string) => folders.every((each) => `${each}/`.startsWith(`${folder}/`))
  while (parts.length > 0 && !isCommon(parts.join('/'))) parts.pop()
  return parts.join('/')
}

// The type check reports what is wrong with a file that cannot be read here.
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
