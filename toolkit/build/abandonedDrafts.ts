import { readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { isAlive } from './isAlive.ts'

/**
 * Removes what processes that were killed left half made beside a file or folder: `.app-<process>-…` beside `app`,
 * `app.zip.<process>.part` beside `app.zip`.
 */
export function removeAbandonedDrafts(path: string): void {
  const [directory, name] = [dirname(path), basename(path)]
  for (const entry of readdirSync(directory)) {
    const [, pid] = /^[-.](\d+)[-.]/.exec(afterName(entry, name)) ?? []
    if (pid !== undefined && !isAlive(Number(pid))) {
      rmSync(join(directory, entry), { recursive: true, force: true })
    }
  }
}

function afterName(entry: string, name: string): string {
  const start = entry.startsWith('.') ? 1 : 0
  return entry.startsWith(name, start) ? entry.slice(start + name.length) : ''
}
