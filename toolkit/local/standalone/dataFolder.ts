import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cacheDirectory } from '../../build/cacheDirectory.ts'

/** Where what belongs to an app folder is kept from start to start, outside of it. */
export function dataFolder(appDirectory: string): string {
  const name = createHash('sha256').update(appDirectory).digest('hex').slice(0, 16)
  return join(cacheDirectory(), 'host', name)
}

export interface ClaimedFolder {
  readonly directory: string
  release(): void
}

/** Takes a folder for this process alone; while another process has it, an empty one that is removed afterwards. */
export function claimFolder(directory: string, warn: (message: string) => void): ClaimedFolder {
  mkdirSync(directory, { recursive: true })
  const mark = join(directory, 'pid')
  if (isAlive(readPid(mark))) {
    const temporary = mkdtempSync(join(tmpdir(), 'host-storage-'))
    warn('Another host runs this app already and has its storage: this one starts with empty storage.')
    return { directory: temporary, release: () => rmSync(temporary, { recursive: true, force: true }) }
  }
  writeFileSync(mark, String(process.pid))
  return { directory, release: () => rmSync(mark, { force: true }) }
}

function readPid(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8')) || undefined
  } catch {
    return undefined
  }
}

function isAlive(pid: number | undefined): boolean {
  try {
    return pid !== undefined && process.kill(pid, 0)
  } catch {
    return false
  }
}
