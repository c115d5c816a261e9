import { globSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { isAlive } from '../build/isAlive.ts'

const lockSchema = z.object({ pid: z.int() })

/**
 * Takes away the locks of engines that were killed, which would hold up every later one. A lock that names no process
 * was cut off while it was written, and goes where nobody else can be writing one.
 */
export function removeStaleLocks(stateDirectory: string, exclusive: boolean): void {
  for (const file of globSync(join(stateDirectory, '.pulumi/locks/**/*.json'))) {
    const pid = lockedBy(file)
    if (pid === undefined ? exclusive : !isAlive(pid)) {
      for (const part of [file, `${file}.attrs`]) rmSync(part, { force: true })
    }
  }
}

function lockedBy(file: string): number | undefined {
  try {
    return lockSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).pid
  } catch {
    return undefined
  }
}
