import { setTimeout as sleep } from 'node:timers/promises'
import { median, type Say } from '../measurement.ts'
import { type CandidateName, type Candidates, candidateNames } from './candidates.ts'
import { driveLoad, isCalm } from './drive.ts'
import { type CellName, cellNames, cells } from './requests.ts'
import { type RunningCandidate, startCandidate } from './runningCandidate.ts'
import { shuffled } from './shuffled.ts'

export interface LoadRatios {
  /** CPU per request against Go and against a bare executable of Bun, by cell. */
  readonly cpu: ReadonlyMap<CellName, { readonly toGo: number; readonly toBare: number }>
  /** Private memory against Go: two seconds after the load, and when there has been nothing to do for twenty. */
  readonly memorySoonToGo: number
  readonly memoryIdleToGo: number
  readonly samples: number
  readonly dropped: number
}

/** All candidates run from first to last; each round goes through the cells and the candidates in another order. */
export async function measureHandlerLoad(
  { candidates, drive }: Candidates,
  rounds: number,
  say: Say,
): Promise<LoadRatios> {
  await using ours = await startCandidate(candidates.ours.executable)
  await using bare = await startCandidate(candidates.bare.executable)
  await using go = await startCandidate(candidates.go.executable)
  const running: Record<CandidateName, RunningCandidate> = { ours, bare, go }
  const sample = (cell: CellName, name: CandidateName) => {
    const { port, pid } = running[name]
    return driveLoad(drive, { ...cells[cell], port, pid, request: candidates[name].requests[cell] })
  }

  const calm = new Map<CellName, Record<CandidateName, number>[]>(cellNames.map((cell) => [cell, []]))
  // The first round warms up and does not count.
  for (let round = 0; round <= rounds; round += 1) {
    say(`handler: load, ${round === 0 ? 'warming up' : `round ${round} of ${rounds}`}`)
    for (const cell of shuffled(cellNames)) {
      const cpu: Record<CandidateName, number> = { ours: Number.NaN, bare: Number.NaN, go: Number.NaN }
      for (const name of shuffled(candidateNames)) {
        const taken = await sample(cell, name)
        if (isCalm(taken)) cpu[name] = taken.cpu
      }
      if (round > 0 && !Object.values(cpu).some(Number.isNaN)) calm.get(cell)?.push(cpu)
    }
  }
  const memoryToGo = () => ours.privateMemory() / go.privateMemory()
  await sleep(2000)
  const memorySoonToGo = memoryToGo()
  say('handler: load, idle')
  await sleep(18_000)
  const samples = [...calm.values()].flat().length
  return {
    cpu: new Map(
      [...calm].map(([cell, values]) => [
        cell,
        {
          toGo: median(values.map((cpu) => cpu.ours / cpu.go)),
          toBare: median(values.map((cpu) => cpu.ours / cpu.bare)),
        },
      ]),
    ),
    memorySoonToGo,
    memoryIdleToGo: memoryToGo(),
    samples,
    dropped: rounds * cellNames.length - samples,
  }
}
