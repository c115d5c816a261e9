import { setTimeout as sleep } from 'node:timers/promises'
import { appFingerprint, changedFile, type Fingerprint } from './appFingerprint.ts'

/**
 * Calls `onChange` with a file that changed, once the app has come to rest, and waits for it to end before it looks
 * again. Looks by itself instead of being told: not every file system tells (WSL, containers, network drives).
 */
export async function watchApp(
  directory: string,
  start: Fingerprint,
  onChange: (file: string) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const wait = (time: number) => sleep(time, undefined, { signal, ref: false }).catch(() => undefined)
  let known = start
  let pause = SHORTEST_PAUSE
  while (!signal.aborted) {
    await wait(pause)
    const began = performance.now()
    let now = await appFingerprint(directory)
    // A large folder is looked at less often.
    pause = Math.min(LONGEST_PAUSE, Math.max(SHORTEST_PAUSE, (performance.now() - began) * 10))
    if (changedFile(known, now) === undefined) continue
    for (let before: Fingerprint | undefined; !before || changedFile(before, now) !== undefined; ) {
      before = now
      await wait(REST)
      now = await appFingerprint(directory)
    }
    const file = changedFile(known, now)
    known = now
    if (file !== undefined && !signal.aborted) await onChange(file)
  }
}

const SHORTEST_PAUSE = 250
const LONGEST_PAUSE = 2_000
/** How long nothing may change before a change counts as complete. */
const REST = 150
