import { median, type Say } from '../measurement.ts'
import { type CandidateName, type Candidates, candidateNames } from './candidates.ts'
import { driveStart, isCalm, type StartSample } from './drive.ts'
import { shuffled } from './shuffled.ts'

export interface StartRatios {
  /** From exec to the first answer, against Go. */
  readonly timeToGo: number
  /** From exec to exit, against a bare executable of Bun. */
  readonly cpuToBare: number
  readonly bareTimeToGo: number
  readonly rounds: number
  readonly dropped: number
}

/** Starts every candidate in every round, in another order each time: medians of the ratios within a round. */
export async function measureHandlerStart(
  { executables, drive }: Candidates,
  request: string,
  rounds: number,
  say: Say,
): Promise<StartRatios> {
  const calm: Record<CandidateName, StartSample>[] = []
  for (let round = 1; round <= rounds; round += 1) {
    if (round % 10 === 0) say(`handler: start, round ${round} of ${rounds}`)
    const samples = new Map<CandidateName, StartSample>()
    for (const name of shuffled(candidateNames))
      samples.set(name, await driveStart(drive, executables[name], request))
    const [ours, bare, go] = [samples.get('ours'), samples.get('bare'), samples.get('go')]
    if (ours && bare && go && [ours, bare, go].every(isCalm)) calm.push({ ours, bare, go })
  }
  return {
    timeToGo: median(calm.map(({ ours, go }) => ours.microseconds / go.microseconds)),
    cpuToBare: median(calm.map(({ ours, bare }) => ours.cpu / bare.cpu)),
    bareTimeToGo: median(calm.map(({ bare, go }) => bare.microseconds / go.microseconds)),
    rounds: calm.length,
    dropped: rounds - calm.length,
  }
}
