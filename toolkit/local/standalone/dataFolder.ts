import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { cacheDirectory } from '../../build/cacheDirectory.ts'
import { claim, findClaim, isOrphaned, releaseClaim } from '../claim.ts'

/** Where what belongs to an app folder is kept from start to start, outside of it. */
export function dataFolder(appDirectory: string): string {
  const name = createHash('sha256').update(appDirectory).digest('hex').slice(0, 16)
  return join(cacheDirectory(), 'host', name)
}

export interface ClaimedFolder {
  readonly directory: string
  release(): void
}

/**
 * Takes a folder for this process alone; while another process has it, an empty one that is removed afterwards. One
 * whose `npm run host` is gone ends in a moment: that is waited for.
 */
export async function claimFolder(
  directory: string,
  warn: (message: string) => void,
): Promise<ClaimedFolder> {
  const file = join(directory, 'claim.json')
  const deadline = Date.now() + PATIENCE
  let isTold = false
  while (!claim(file, 'npm run host')) {
    const owner = findClaim(file)
    if (owner && !(isOrphaned(owner) && Date.now() < deadline)) {
      const temporary = mkdtempSync(join(tmpdir(), 'host-storage-'))
      warn(
        `Another host (process ${owner.pid}) runs this app already and has its storage: this one starts with empty storage.`,
      )
      return { directory: temporary, release: () => rmSync(temporary, { recursive: true, force: true }) }
    }
    if (owner && !isTold) warn(`Waiting for the host before (process ${owner.pid}), which is ending…`)
    isTold ||= owner !== undefined
    await sleep(50)
  }
  return { directory, release: () => releaseClaim(file) }
}

// Longer than a host takes to end: what runs may run on for 10 s.
const PATIENCE = 15_000
