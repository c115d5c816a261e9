import type { Dirent } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { section } from '../../build/hostJsonSection.ts'
import { parseJsonText } from '../../build/jsonText.ts'

/** File name, relative to the app → what changes when its content does. */
export type Fingerprint = ReadonlyMap<string, string>

/**
 * Looks at the files whose change makes an app another one: those of the host (host.json, function.json,
 * local.settings.json), the executable, code, and what host.json's `watchFiles` and `watchDirectories` name. Data that
 * a handler writes beside itself is none of them.
 */
export async function appFingerprint(directory: string): Promise<Fingerprint> {
  const named = await readNamed(directory)
  const files = await list(directory, '')
  const watched = await Promise.all(
    files.map(async (file): Promise<[string, string][]> => {
      const found = await stat(join(directory, file)).catch(() => undefined)
      if (!found?.isFile() || !isWatched(file, found.mode, named)) return []
      // A `chmod +x` mends what a message may have asked for.
      return [[file, `${found.mtimeMs} ${found.size} ${found.ino} ${found.mode & 0o111}`]]
    }),
  )
  return new Map(watched.flat())
}

/** One file that differs between two looks at an app. */
export function changedFile(before: Fingerprint, after: Fingerprint): string | undefined {
  for (const [file, content] of after) if (before.get(file) !== content) return file
  return [...before.keys()].find((file) => !after.has(file))
}

interface Named {
  readonly executable: string
  readonly files: readonly string[]
  readonly directories: readonly string[]
}

const LEFT_OUT = /^(\..*|node_modules|target|vendor|venv|__pycache__|obj)$/
const OF_THE_HOST = /^(host\.json|local\.settings\.json|[^/]+\/function\.json)$/
const CODE = /\.(c?js|mjs|[cm]?ts|py|rb|php|pl|lua|r|jl|ps1|sh|jar|class|dll|so|exe|wasm)$/i

function isWatched(file: string, mode: number, { executable, files, directories }: Named): boolean {
  const name = file.slice(file.lastIndexOf('/') + 1)
  if (OF_THE_HOST.test(file) || file === executable || CODE.test(name) || files.includes(name)) return true
  if (directories.some((each) => file.startsWith(`${each}/`))) return true
  return !name.includes('.') && (mode & 0o100) !== 0
}

async function list(root: string, folder: string): Promise<string[]> {
  const entries: Dirent[] = await readdir(join(root, folder), { withFileTypes: true }).catch(() => [])
  const found = await Promise.all(
    entries.map(async (entry) => {
      const { name } = entry
      const path = folder === '' ? name : `${folder}/${name}`
      if (LEFT_OUT.test(name)) return []
      const isFolder = entry.isDirectory() || (folder === '' && (await isLinkedFolder(root, entry)))
      return isFolder ? list(root, path) : [path]
    }),
  )
  return found.flat()
}

/** A function's folder may be one; deeper down links might lead in circles. */
async function isLinkedFolder(root: string, entry: Dirent): Promise<boolean> {
  if (!entry.isSymbolicLink()) return false
  return (await stat(join(root, entry.name)).catch(() => undefined))?.isDirectory() ?? false
}

async function readNamed(directory: string): Promise<Named> {
  const root = section(parseJson(await readFile(join(directory, 'host.json'), 'utf8').catch(() => '')))
  const executable = root.at('customHandler').at('description').text('defaultExecutablePath') ?? ''
  return {
    executable: executable.replace(/^\.\//, ''),
    files: root.texts('watchFiles'),
    directories: root.texts('watchDirectories'),
  }
}

// A host.json that is not right is no business of this file: the host says so when it starts.
function parseJson(text: string): unknown {
  try {
    return parseJsonText(text)
  } catch {
    return undefined
  }
}
