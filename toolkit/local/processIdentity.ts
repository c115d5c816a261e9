import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { isAlive } from '../build/isAlive.ts'

/** As it is written into files. */
export const identitySchema = z.object({
  pid: z.int(),
  /** When it began; 'unknown' where the system does not tell (only Linux does). */
  began: z.string(),
})

/** A process that no later one with the same number is mistaken for. */
export type ProcessIdentity = Readonly<z.infer<typeof identitySchema>>

export function identityOf(pid: number): ProcessIdentity {
  return { pid, began: beginningOf(pid) }
}

/** Undefined for a text that is none, as what was cut off. */
export function parseIdentity(text: string): ProcessIdentity | undefined {
  try {
    return identitySchema.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

export function lives({ pid, began }: ProcessIdentity): boolean {
  return began !== '' && beginningOf(pid) === began
}

/** `kill -9` of exactly this process: true if it lived; never of one that only might be it. */
export function killExactly(identity: ProcessIdentity): boolean {
  if (identity.began === UNKNOWN || !lives(identity)) return false
  try {
    return process.kill(identity.pid, 'SIGKILL')
  } catch {
    return false // it ended meanwhile
  }
}

/** The process that waits for the end of another; undefined where the system does not tell. */
export function parentOf(pid: number): number | undefined {
  const parent = statOf(pid)?.[PARENT]
  return parent === undefined ? undefined : Number(parent)
}

const UNKNOWN = 'unknown'
const STATE = 0
const PARENT = 1
const START_TIME = 19

/** Empty for a process that does not live. */
function beginningOf(pid: number): string {
  const stat = statOf(pid)
  // One that has ended and that nobody has asked about yet lives no more.
  if (stat) return /[ZX]/.test(stat[STATE] ?? '') ? '' : `${stat[START_TIME]} ${bootId()}`
  return isAlive(pid) ? UNKNOWN : ''
}

/** The fields of /proc/<pid>/stat after its command: proc_pid_stat(5). */
function statOf(pid: number): readonly string[] | undefined {
  const stat = read(`/proc/${pid}/stat`)
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
}

// The time counts from the start of the system.
function bootId(): string {
  return read('/proc/sys/kernel/random/boot_id')?.trim() ?? ''
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
