import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { checkout } from '../test/support/checkout.ts'
import { type Measurement, markdownTable, median, ratio, type Say } from './measurement.ts'
import { run } from './run.ts'

const rounds = 5

/** `pulumi preview` of the whole program without a change, against that of one resource, one after the other. */
export async function measurePreview(say: Say): Promise<Measurement> {
  const directory = checkout()
  try {
    say('preview: a start, which creates everything')
    await run(process.execPath, ['toolkit/local/start.ts', '--port', '0'], {
      cwd: directory,
      until: 'Logs of the functions',
    })
    say(`preview: ${rounds} rounds`)
    const previews = join('bench', 'alternatePreviews.ts')
    const local = ['toolkit/local/run.ts', process.execPath, previews, String(rounds)]
    const { lines } = await run(process.execPath, local, { cwd: directory })
    const seconds = (what: string) =>
      lines.flatMap(({ text }) => (text.startsWith(what) ? [Number(text.slice(what.length))] : []))
    const [whole, one] = [median(seconds('whole: ')), median(seconds('one: '))]
    return {
      title: 'Preview without a change (1 = `pulumi preview` of a one-resource azure-native program)',
      table: markdownTable(['whole program', 'goal'], [[`**${ratio(whole, one)}**`, '≤ 1.5']]),
    }
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}
