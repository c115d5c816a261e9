import { join } from 'node:path'
import type { Tsconfig } from './tsconfig.ts'

/**
 * Pure: a tsconfig for TypeScript 7 that means the same as one for an older version, whose options it refuses.
 * Undefined: it refuses none of them.
 */
export function withCurrentOptions(directory: string, { options, files }: Tsconfig): object | undefined {
  const current = currentOptions(options)
  const { baseUrl, paths, typeRoots } = options
  if (baseUrl === undefined && JSON.stringify(current) === JSON.stringify(options)) return undefined
  // It lies in another folder.
  for (const name of ofPlace) delete current[name]
  const inside = (path: unknown) => join(directory, String(path))
  const roots = Array.isArray(typeRoots)
    ? typeRoots.map(inside)
    : ancestors(directory).map((each) => join(each, 'node_modules/@types'))
  const compilerOptions = {
    ...current,
    typeRoots: roots,
    paths: {
      // What is found nowhere else is looked for at the base.
      ...(baseUrl !== undefined && { '*': [join(inside(baseUrl), '*')] }),
      ...absolutePaths(inside(baseUrl ?? ''), paths),
    },
  }
  return { compilerOptions, files: files.map(inside) }
}

type Options = Readonly<Record<string, unknown>>

const ofPlace = [
  'baseUrl',
  'composite',
  'declarationDir',
  'incremental',
  'outDir',
  'rootDir',
  'tsBuildInfoFile',
]

function currentOptions(options: Options): Record<string, unknown> {
  const { module, moduleResolution, target } = options
  const current = { ...options }
  if (is(target, 'es3', 'es5')) current.target = 'es2015'
  if (is(module, 'none', 'amd', 'umd', 'system')) current.module = 'esnext'
  if (is(moduleResolution, 'node', 'node10', 'classic')) current.moduleResolution = 'bundler'
  // Up to TypeScript 5.1 the two were chosen apart.
  const isOfNode = is(moduleResolution, 'node16', 'nodenext')
  if (isOfNode && !is(module, 'node16', 'node18', 'node20', 'nodenext')) current.module = moduleResolution
  for (const name of ['outFile', 'downlevelIteration']) delete current[name]
  for (const name of ['allowSyntheticDefaultImports', 'alwaysStrict', 'esModuleInterop'])
    if (current[name] === false) delete current[name]
  return current
}

function absolutePaths(base: string, paths: unknown): Readonly<Record<string, string[]>> {
  const given = typeof paths === 'object' && paths !== null ? Object.entries(paths) : []
  return Object.fromEntries(
    given.map(([name, targets]) => [name, [targets].flat().map((target) => join(base, String(target)))]),
  )
}

function is(value: unknown, ...names: string[]): boolean {
  return typeof value === 'string' && names.includes(value.toLowerCase())
}

function ancestors(directory: string): string[] {
  const parts = directory.split('/')
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('/') || '/')
}
