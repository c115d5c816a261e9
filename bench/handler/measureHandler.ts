import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Measurement, markdownTable, type Say } from '../measurement.ts'
import { buildCandidates } from './candidates.ts'
import { measureHandlerLoad } from './load.ts'
import { cellNames } from './requests.ts'
import { measureHandlerStart } from './start.ts'

const startRounds = 40
const loadRounds = 9

/** The executable of TypeScript functions against Go and against the least that Bun can do. */
export async function measureHandler(say: Say): Promise<Measurement> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-handler-'))
  try {
    say('handler: building the candidates')
    const candidates = await buildCandidates(folder)
    const start = await measureHandlerStart(candidates, startRounds, say)
    const load = await measureHandlerLoad(candidates, loadRounds, say)
    const [get, small, large] = cellNames.map((cell) => load.cpu.get(cell))
    const rows = [
      ['start to first answer / Go 1.26 net/http', '2.4', '≤ 2.5', '≤ 1.9', start.timeToGo],
      ['CPU from start to exit / bare `Bun.serve`', '1.3', '≤ 1.4', '≤ 1.1', start.cpuToBare],
      ['CPU per forwarded GET / Go', '0.6-0.7', '≤ 0.65', '≤ 0.45', get?.toGo],
      ['CPU per 1 KiB invocation / Go', '0.66', '≤ 0.70', '≤ 0.50', small?.toGo],
      ['CPU per 64 KiB invocation (escaped text) / Go', '0.35', '≤ 0.42', '≤ 0.35', large?.toGo],
      ['private memory 2 s after load / Go', '0.8', '≤ 1.2', '≤ 0.8', load.memorySoonToGo],
      ['the same, idle for 20 s', '', '', '', load.memoryIdleToGo],
      ['CPU per forwarded GET / bare', '', '', '', get?.toBare],
      ['CPU per 1 KiB invocation / bare', '', '', '', small?.toBare],
      ['CPU per 64 KiB invocation / bare', '', '', '', large?.toBare],
      ['start, Bun default / Node option', '0.2', '≤ 0.25', '', start.timeToNode],
      ['start to first answer, bare / Go', '', '', '', start.bareTimeToGo],
    ] as const
    const table = markdownTable(
      ['ratio, same run', 'trial', 'reach', 'aim', 'measured'],
      rows.map(([name, trial, reach, aim, value]) => [
        name,
        trial,
        reach,
        aim,
        `**${(value ?? Number.NaN).toFixed(2)}**`,
      ]),
    )
    const counted =
      `${start.rounds} rounds of starts and ${load.samples} of load counted; ` +
      `${start.dropped} and ${load.dropped} dropped for more than 8 % steal.`
    return { title: 'The handler of TypeScript functions', table: `${table}\n\n${counted}` }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
