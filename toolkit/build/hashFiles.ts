import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** SHA-256 in hex by path, sorted; folders named in `except` are left out at any depth. */
export function hashDirectory(directory: string, except: readonly string[] = []): Record<string, string> {
  return Object.fromEntries(
    listFiles(directory, except).map((file) => [file, hashFile(join(directory, file))]),
  )
}

/** Relative paths with `/`, sorted. */
export function listFiles(directory: string, except: readonly string[] = []): string[] {
  const entries = readdirSync(directory, { withFileTypes: true })
  const files = entries.flatMap((entry) => {
    const kind = statSync(join(directory, entry.name), { throwIfNoEntry: false })
    if (kind === undefined) return [] // a link to nothing, as editors make them for a lock
    if (!kind.isDirectory()) return [entry.name]
    if (except.includes(entry.name)) return []
    return listFiles(join(directory, entry.name), except).map((file) => `${entry.name}/${file}`)
  })
  return files.sort()
}

export function hashFile(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex')
}
