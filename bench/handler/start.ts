import { median, type Say } from '../measurement.ts'
import { type Candidates, candidateNames } from './candidates.ts'
import { driveStart, isCalm, type StartSample } from './drive.ts'
import { shuffled } from './shuffled.ts'

export interface StartRatios {
  /** From exec to the first answer, against Go. */
  readonly timeToGo: number
  /** From exec to exit, against a bare executable of Bun. */
  readonly cpuToBare: number
  readonly bareTimeToGo: number
  /** From exec to the first answer, Bun in the executable against Node.js. */
  readonly timeToNode: number
  readonly rounds: number
  readonly dropped: number
}

/** Starts every candidate in every round, in another order each time: medians of the ratios within a round. */
export async function measureHandlerStart(
  { candidates, node, drive }: Candidates,
  rounds: number,
  say: Say,
): Promise<StartRatios> {
  const { ours, bare, go } = candidates
  const files = { ours: ours.executable, bare: bare.executable, go: go.executable, node }
  const names = [...candidateNames, 'node'] as const
  const calm: Record<keyof typeof files, StartSample>[] = []
  for (let round = 1; round <= rounds; round += 1) {
    if (round % 10 === 0) say(`handler: start, round ${round} of ${rounds}`)
    const samples = new Map<string, StartSample>()
    for (const name of shuffled(names))
      samples.set(name, await driveStart(drive, files[name], ours.requests.GET))
    const [a, b, c, d] = names.map((name) => samples.get(name))
    if (a && b && c && d && [a, b, c, d].every(isCalm)) calm.push({ ours: a, bare: b, go: c, node: d })
  }
  return {
    timeToGo: median(calm.map(({ ours, go }) => ours.microseconds / go.microseconds)),
    cpuToBare: median(calm.map(({ ours, bare }) => ours.cpu / bare.cpu)),
    bareTimeToGo: median(calm.map(({ bare, go }) => bare.microseconds / go.microseconds)),
    timeToNode: median(calm.map(({ ours, node: other }) => ours.microseconds / other.microseconds)),
    rounds: calm.length,
    dropped: rounds - calm.length,
  }
}
