import { rmdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Claim, claim, findClaim, releaseClaim } from './claim.ts'
import { localDirectory } from './project.ts'

/** The process that holds this checkout's localhost: only one at a time may. */
export type Holder = Claim

const file = join(localDirectory, 'holder.json')

/** Makes this process the holder, unless another living one is. */
export function claimLocalhost(command: string): boolean {
  return claim(file, command)
}

/** The living holder. */
export function findHolder(): Holder | undefined {
  return findClaim(file)
}

export function releaseLocalhost(): void {
  releaseClaim(file)
  try {
    rmdirSync(localDirectory)
  } catch {
    // it still holds a stack, or somebody has begun to use it again
  }
}
