import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { identityOf, killExactly, lives, type ProcessIdentity, parseIdentity } from '../processIdentity.ts'

/** The handlers that a host started, written down for the next one, should this one be killed. */
export interface HandlerNotes {
  add(pid: number): void
  /** At the end of a host that has ended them itself. */
  remove(): void
}

/** Takes notes in a folder that hosts of one app share: a file for each host, itself in the first line. */
export function noteHandlers(folder: string): HandlerNotes {
  const file = join(folder, String(process.pid))
  mkdirSync(folder, { recursive: true })
  rmSync(file, { force: true })
  const write = (pid: number) => appendFileSync(file, `${JSON.stringify(identityOf(pid))}\n`)
  write(process.pid)
  return { add: write, remove: () => rmSync(file, { force: true }) }
}

/**
 * Ends the handlers of hosts that were killed, and answers with their numbers. A process counts as one only if it is
 * the very one that was noted.
 */
export async function endLeftoverHandlers(folder: string): Promise<readonly number[]> {
  const left = files(folder).flatMap((name) => {
    const file = join(folder, name)
    const [host, ...handlers] = readNotes(file)
    if (host && lives(host)) return []
    rmSync(file, { force: true })
    return handlers
  })
  const killed = left.filter(killExactly)
  // Until it is gone it has its port.
  for (const each of killed) while (lives(each)) await sleep(5)
  return killed.map(({ pid }) => pid)
}

function readNotes(file: string): readonly ProcessIdentity[] {
  return read(file)
    .split('\n')
    .flatMap((line) => parseIdentity(line) ?? [])
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return '' // another host that starts now has ended these handlers
  }
}

function files(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return [] // no host of the app has run yet
  }
}
