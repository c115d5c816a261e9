import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildApp } from '../../toolkit/build/buildApp.ts'
import { type Measurement, markdownTable, median, type Say } from '../measurement.ts'
import { buildDrive } from './buildDrive.ts'
import { candidateOf } from './candidate.ts'
import { driveLoad } from './drive.ts'
import { type CellName, cellNames, cells } from './requests.ts'
import { startCandidate } from './runningCandidate.ts'

/** Private memory under a load that lasts: the last quarter of the samples against the quarter before. */
export async function measureSoak(say: Say, seconds: number): Promise<Measurement> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-soak-'))
  try {
    say('soak: building')
    const app = await buildApp(join(import.meta.dirname, 'app'), { outputDirectory: join(folder, 'app') })
    const { executable, requests } = candidateOf(app)
    const drive = await buildDrive(folder)
    await using handler = await startCandidate(executable)
    const { port, pid } = handler
    const send = (cell: CellName) => driveLoad(drive, { ...cells[cell], port, pid, request: requests[cell] })

    say(`soak: ${seconds} s`)
    const memory: number[] = []
    const end = performance.now() + seconds * 1000
    while (performance.now() < end) {
      for (const cell of cellNames) {
        await send(cell)
        memory.push(handler.privateMemory())
      }
    }
    const half = memory.slice(Math.floor(memory.length / 2))
    const [third, last] = [half.slice(0, half.length / 2), half.slice(half.length / 2)].map(median)
    const drift = (last ?? Number.NaN) / (third ?? Number.NaN)
    return {
      title: `Private memory over ${seconds} s of load`,
      table: markdownTable(
        ['last quarter / third quarter', 'goal', 'samples'],
        [[`**${drift.toFixed(3)}**`, '0.95 to 1.05', String(memory.length)]],
      ),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
