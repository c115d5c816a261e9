import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Waits for a time by the clock on the wall, which may jump: it is looked at every second, so a computer that
 * slept, or whose clock was set forward, is late by no more than that. `set back` when the time is further away than
 * it ever was, by more than it was at first: then the clock was wrong before, and the time with it.
 */
export async function waitUntilDue(time: Date, signal: AbortSignal): Promise<'due' | 'set back' | 'aborted'> {
  const atFirst = time.getTime() - Date.now()
  for (;;) {
    if (signal.aborted) return 'aborted'
    const left = time.getTime() - Date.now()
    if (left <= 0) return 'due'
    if (left > 2 * atFirst) return 'set back'
    await sleep(Math.min(left, LOOK), undefined, { signal }).catch(() => undefined)
  }
}

const LOOK = 1_000
