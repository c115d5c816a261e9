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
  let known = start
  while (!signal.aborted) {
    const began = performance.now()
    const now = await appFingerprint(directory)
    // A large folder is looked at less often, so that it costs a hundredth of the machine at most.
    const pause = Math.max(PAUSE, (performance.now() - began) * 100)
    await sleep(pause, undefined, { signal, ref: false }).catch(() => undefined)
    const later = changedFile(known, now) === undefined ? now : await appFingerprint(directory)
    const file = changedFile(known, later)
    if (file === undefined || changedFile(now, later) !== undefined || signal.aborted) continue
    known = later
    await onChange(file)
  }
}

const PAUSE = 250
