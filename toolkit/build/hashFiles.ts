import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** SHA-256 in hex by path, sorted; folders named in `except` are left out at any depth. */
export function hashDirectory(
  directory: string,
  except: readonly string[] = [],
  hash: (file: string) => string = hashFile,
): Record<string, string> {
  return Object.fromEntries(listFiles(directory, except).map((file) => [file, hash(join(directory, file))]))
}

/** Relative paths with `/`, sorted. */
export function listFiles(directory: string, except: readonly string[] = []): string[] {
  const entries = readdirSync(directory, { withFileTypes: true })
  const files = entries.flatMap((entry) => {
    if (except.includes(entry.name)) return []
    // A link to a folder may lead round in circles; the bundler says which files behind it count.
    if (entry.isSymbolicLink() && !isFile(join(directory, entry.name))) return []
    if (!entry.isDirectory()) return [entry.name]
    return listFiles(join(directory, entry.name), except).map((file) => `${entry.name}/${file}`)
  })
  return files.sort()
}

export function hashFile(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex')
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}
