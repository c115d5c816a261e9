import { linkSync, mkdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { localDirectory } from './project.ts'

const holderSchema = z.object({
  pid: z.int(),
  /** When that process began, so that a later process with the same number is not mistaken for it. */
  began: z.string(),
  /** What the user runs: `npm start` or `npm run local`. */
  command: z.string(),
})

/** The process that holds this checkout's localhost: only one at a time may. */
export type Holder = z.infer<typeof holderSchema>

const file = join(localDirectory, 'holder.json')

/** Makes this process the holder, unless another living one is. */
export function claimLocalhost(command: string): boolean {
  if (findHolder() !== undefined) return false
  mkdirSync(localDirectory, { recursive: true, mode: 0o700 })
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, JSON.stringify({ pid: process.pid, began: beginningOf(process.pid), command }))
  try {
    linkSync(draft, file) // fails when it exists: of two that claim at once, one wins
    return true
  } catch {
    return false
  } finally {
    rmSync(draft, { force: true })
  }
}

export function releaseLocalhost(): void {
  rmSync(file, { force: true })
  try {
    rmdirSync(localDirectory)
  } catch {
    // it still holds a stack, or somebody has begun to use it again
  }
}

/** The living holder; what a killed one left is taken away. */
export function findHolder(): Holder | undefined {
  const holder = readHolder()
  if (holder === undefined) return undefined
  if (lives(holder)) return holder
  removeStale(holder)
  return undefined
}

/** Takes a dead holder's mark away, but never the one that another process has put there since. */
function removeStale(dead: Holder): void {
  const aside = `${file}.stale-${process.pid}`
  try {
    renameSync(file, aside)
    const taken = readHolder(aside)
    if (taken && (taken.pid !== dead.pid || taken.began !== dead.began)) linkSync(aside, file)
  } catch {
    // another process was quicker
  }
  rmSync(aside, { force: true })
}

function lives({ pid, began }: Holder): boolean {
  return began !== '' && beginningOf(pid) === began
}

function readHolder(from = file): Holder | undefined {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(from, 'utf8')))
  } catch {
    return undefined
  }
}

/** Tells two processes with one number apart; empty for one that does not live. */
function beginningOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return isAlive(pid) ? 'unknown' : '' // only Linux tells when a process began
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
