import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { UserError } from '../../userError.ts'
import { require } from './tools.ts'

/** The `@azure/functions` that becomes part of the executable. */
export interface Library {
  readonly directory: string
  readonly version: string
  /** The version the handler has, where it is older than the runtime can work with. */
  readonly replaced?: string
}

/**
 * The library of the handler. The runtime makes requests as this project's version does, which older ones do not know:
 * in place of those comes this project's, which takes what they took.
 */
export function findLibrary(handlerDirectory: string): Library {
  const own = read(() => createRequire(join(handlerDirectory, 'package.json')))
  const ours = read(() => require)
  if (own?.version.startsWith('4.') && (ours === undefined || !isOlder(own.version, ours.version))) return own
  const isOtherModel = own !== undefined && !own.version.startsWith('4.')
  if (ours === undefined || isOtherModel) throw missing(handlerDirectory)
  return own === undefined ? ours : { ...ours, replaced: own.version }
}

function read(requireOf: () => NodeJS.Require): Library | undefined {
  try {
    const file = requireOf().resolve('@azure/functions/package.json')
    const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(file, 'utf8')))
    const directory = dirname(file)
    return existsSync(join(directory, 'src/index.ts')) ? { directory, version } : undefined
  } catch {
    return undefined
  }
}

function missing(handlerDirectory: string): UserError {
  return new UserError(
    'library-missing',
    `The package @azure/functions 4 is not installed for ${handlerDirectory}. Run "npm install" and try again.`,
  )
}

/** Pure. What is said of a version beyond its three numbers does not count. */
export function isOlder(version: string, other: string): boolean {
  const [one, two] = [version, other].map((each) => each.split(/[.+-]/).slice(0, 3).map(Number))
  const differing = one?.findIndex((number, index) => number !== two?.[index]) ?? -1
  return differing !== -1 && (one?.[differing] ?? 0) < (two?.[differing] ?? 0)
}
