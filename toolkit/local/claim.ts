import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { identityOf, identitySchema, lives, parentOf } from './processIdentity.ts'

const claimSchema = identitySchema.extend({
  /** The process that started it: one that has lost it is about to end. */
  parent: z.int().optional(),
  /** What the user runs, e.g. `npm start`. */
  command: z.string(),
})

/** A file says that a process has something for itself alone, for as long as it lives. */
export type Claim = z.infer<typeof claimSchema>

/** Makes this process the one that has what `file` stands for, unless another living one has it. */
export function claim(file: string, command: string): boolean {
  if (findClaim(file) !== undefined) return false
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, JSON.stringify({ ...identityOf(process.pid), parent: process.ppid, command }))
  try {
    linkSync(draft, file) // fails when it exists: of two that claim at once, one wins
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error // waiting for another process would have no end: there is none
  } finally {
    rmSync(draft, { force: true })
  }
}

/** The claim of a living process; what a killed one left, or what nobody can read, is taken away. */
export function findClaim(file: string): Claim | undefined {
  if (!existsSync(file)) return undefined
  const found = readClaim(file)
  if (found && lives(found)) return found
  removeStale(file)
  return undefined
}

/** Whether the process that started the claimant is gone, at which ours end. */
export function isOrphaned({ pid, parent }: Claim): boolean {
  const now = parentOf(pid)
  return now !== undefined && parent !== undefined && now !== parent
}

export function releaseClaim(file: string): void {
  rmSync(file, { force: true })
}

/** Takes away what is no living process's claim, but never the one that another has put there since. */
function removeStale(file: string): void {
  const aside = `${file}.stale-${process.pid}`
  try {
    renameSync(file, aside)
    const taken = readClaim(aside)
    if (taken && lives(taken)) linkSync(aside, file)
  } catch {
    // another process was quicker
  }
  rmSync(aside, { force: true })
}

function readClaim(file: string): Claim | undefined {
  try {
    return claimSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return undefined
  }
}
