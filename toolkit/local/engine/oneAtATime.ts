import { setTimeout as delay } from 'node:timers/promises'
import { claim, findClaim, releaseClaim } from '../claim.ts'

export interface OneAtATimeOptions {
  /** The file that marks whose turn it is. */
  readonly file: string
  /** Called once where it is another process's turn. */
  readonly waiting: (pid: number) => void
  /** Ends the wait. */
  readonly signal: AbortSignal | undefined
}

/** Does work that no two processes may do at once; whoever comes second waits for the first to end. */
export async function oneAtATime<T>(options: OneAtATimeOptions, work: () => Promise<T>): Promise<T> {
  const { file, waiting, signal } = options
  let hasWaited = false
  while (!claim(file, 'getting Pulumi')) {
    const other = findClaim(file)
    if (other && !hasWaited) {
      hasWaited = true
      waiting(other.pid)
    }
    await delay(200, undefined, signal && { signal })
  }
  try {
    return await work()
  } finally {
    releaseClaim(file)
  }
}
