import { globSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { isAlive } from '../build/isAlive.ts'

const lockSchema = z.object({ pid: z.int() })

/**
 * Takes away the locks of engines that were killed, which would hold up every later one. Where no other process can be
 * in the middle of an update, all go: an engine that still lives has lost the command that started it.
 */
export function removeStaleLocks(stateDirectory: string, exclusive: boolean): void {
  for (const file of globSync(join(stateDirectory, '.pulumi/locks/**/*.json'))) {
    if (exclusive || isStale(file)) {
      for (const part of [file, `${file}.attrs`]) rmSync(part, { force: true })
    }
  }
}

/** One that cannot be read may be being written. */
function isStale(file: string): boolean {
  try {
    return !isAlive(lockSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).pid)
  } catch {
    return false
  }
}
