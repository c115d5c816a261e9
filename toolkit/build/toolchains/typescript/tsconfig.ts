import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import { z } from 'zod'
import { tscPath } from './tools.ts'

const shownConfig = z.object({
  compilerOptions: z
    .object({
      outDir: z.string().optional(),
      rootDir: z.string().optional(),
      types: z.array(z.string()).optional(),
    })
    .optional(),
})

export interface Tsconfig {
  /** Relative to the folder, '' for the folder itself. */
  readonly outDir: string
  readonly rootDir: string
  readonly types: readonly string[] | undefined
}

/** What matters here of tsconfig.json and all it extends. Undefined: the folder has none. */
export function readTsconfig(directory: string): Tsconfig | undefined {
  if (!existsSync(join(directory, 'tsconfig.json'))) return undefined
  const { stdout } = spawnSync(process.execPath, [tscPath, '-p', directory, '--showConfig'], {
    encoding: 'utf8',
  })
  const parsed = shownConfig.safeParse(parseJson(stdout))
  const { outDir = '', rootDir = '', types } = parsed.data?.compilerOptions ?? {}
  return { outDir: inside(directory, outDir), rootDir: inside(directory, rootDir), types }
}

// The type check reports what is wrong with a file that cannot be read here.
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function inside(directory: string, path: string): string {
  return relative(directory, join(directory, path))
}
