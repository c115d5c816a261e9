import { setTimeout as sleep } from 'node:timers/promises'
import type { Candidate } from '../handler/candidate.ts'
import { driveLoad, driveStart, isCalm } from '../handler/drive.ts'
import { type CellName, cellNames, cells } from '../handler/requests.ts'
import { startCandidate } from '../handler/runningCandidate.ts'
import { shuffled } from '../handler/shuffled.ts'
import type { Say } from '../measurement.ts'
import { type Language, languages } from './apps.ts'

/** One value for each language, taken in one round. */
export type Round = Readonly<Record<Language, number>>

export type Subjects = Readonly<Record<Language, Candidate>>

/** Microseconds from the fork to the first answer, every language once in each round, in another order each time. */
export async function sampleStarts(drive: string, subjects: Subjects, rounds: number): Promise<Round[]> {
  return sampleRounds(rounds, async (language) => {
    const { executable, requests } = subjects[language]
    const { microseconds, steal } = await driveStart(drive, executable, requests.GET)
    return isCalm({ steal }) ? microseconds : Number.NaN
  })
}

export interface LoadRounds {
  /** Microseconds of CPU for one request. */
  readonly cpu: ReadonlyMap<CellName, readonly Round[]>
  /** KiB two seconds after the load. */
  readonly memory: Round
}

/** All handlers run from first to last; the first round of each cell warms up. */
export async function sampleLoad(
  drive: string,
  subjects: Subjects,
  rounds: number,
  say: Say,
): Promise<LoadRounds> {
  await using bun = await startCandidate(subjects['TypeScript on Bun'].executable)
  await using node = await startCandidate(subjects['TypeScript on Node.js'].executable)
  await using go = await startCandidate(subjects.Go.executable)
  await using rust = await startCandidate(subjects.Rust.executable)
  const running = { 'TypeScript on Bun': bun, 'TypeScript on Node.js': node, Go: go, Rust: rust }
  const cpu = new Map<CellName, readonly Round[]>()
  for (const cell of shuffled(cellNames)) {
    say(`languages: load, ${cell}`)
    const samples = await sampleRounds(rounds + 1, async (language) => {
      const { port, pid } = running[language]
      const request = subjects[language].requests[cell]
      const taken = await driveLoad(drive, { ...cells[cell], port, pid, request })
      return isCalm(taken) ? taken.cpu : Number.NaN
    })
    cpu.set(cell, samples.slice(1))
  }
  await sleep(2000)
  return { cpu, memory: byLanguage((language) => running[language].privateMemory()) }
}

export function byLanguage<T>(of: (language: Language) => T): Record<Language, T> {
  return {
    'TypeScript on Bun': of('TypeScript on Bun'),
    'TypeScript on Node.js': of('TypeScript on Node.js'),
    Go: of('Go'),
    Rust: of('Rust'),
  }
}

async function sampleRounds(
  rounds: number,
  sample: (language: Language) => Promise<number>,
): Promise<Round[]> {
  const taken: Round[] = []
  for (let round = 0; round < rounds; round += 1) {
    const values = new Map<Language, number>()
    for (const language of shuffled(languages)) values.set(language, await sample(language))
    taken.push(byLanguage((language) => values.get(language) ?? Number.NaN))
  }
  return taken
}
