import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { checkout } from '../test/support/checkout.ts'
import { type Measurement, markdownTable, median, ratio, type Say } from './measurement.ts'
import { type Run, run } from './run.ts'

const rounds = 3
const stages = ['✔ Pulumi engine', '✔ pulumi up', '✔ Functions'] as const

/** From `npm start` to the first answer with a warm cache, by stage, against `pulumi up` of one resource. */
export async function measureStart(say: Say): Promise<Measurement> {
  const directory = checkout()
  const start = () =>
    run(process.execPath, ['toolkit/local/start.ts', '--port', '0'], {
      cwd: directory,
      until: 'Logs of the functions',
    })
  try {
    say('start: the first one, which creates everything')
    const first = await start()
    const second: Run[] = []
    const reference: number[] = []
    for (let round = 1; round <= rounds; round += 1) {
      say(`start: no change, round ${round} of ${rounds}`)
      second.push(await start())
      reference.push(await oneResource(directory))
    }
    const seconds = median(reference)
    const unchanged = second.toSorted((a, b) => a.seconds - b.seconds)[Math.floor(rounds / 2)] ?? first
    const row = (name: string, { lines, seconds: whole }: Run) => [
      name,
      ...stageTimes(lines).map((time) => ratio(time, seconds)),
      `**${ratio(whole, seconds)}**`,
    ]
    return {
      title: 'Start to first answer, warm cache (1 = `pulumi up` without a change of a one-resource program)',
      table: markdownTable(
        ['', 'engine, Azure on localhost', '`pulumi up`', 'functions answer', 'whole'],
        [row('first start, 24 resources created', first), row('no change', unchanged)],
      ),
    }
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

function stageTimes(lines: Run['lines']): number[] {
  const ends = stages.map((stage) => lines.find(({ text }) => text.startsWith(stage))?.at ?? Number.NaN)
  return ends.map((end, index) => end - (ends[index - 1] ?? 0))
}

/** Seconds that the same engine takes for a program of one resource that exists already. */
async function oneResource(directory: string): Promise<number> {
  const { lines } = await run(process.execPath, [join('bench', 'oneResource.ts')], { cwd: directory })
  return Number(lines.find(({ text }) => text.startsWith('seconds: '))?.text.slice('seconds: '.length))
}
