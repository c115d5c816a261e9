import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { measureHandler } from './handler/measureHandler.ts'
import { measureSoak } from './handler/soak.ts'
import { measureHost } from './host/measureHost.ts'
import { measureLanguages } from './languages/measureLanguages.ts'
import type { Say } from './measurement.ts'
import { measurePackageSize } from './packageSize.ts'
import { measurePreview } from './preview.ts'
import { measureStart } from './start.ts'
import { measureTypeCheck } from './typeCheck.ts'
import { withFigures } from './withFigures.ts'

/*
 * `npm run bench`: every figure of docs/benchmarks.md, each as a ratio against a reference measured in the same run.
 * `npm run bench -- handler` measures that section only; `npm run bench -- soak --seconds 300` for longer than usual.
 */

const { positionals: wanted, values } = readArguments()

const sections = {
  start: measureStart,
  preview: measurePreview,
  'type-check': measureTypeCheck,
  package: measurePackageSize,
  handler: measureHandler,
  languages: measureLanguages,
  host: measureHost,
  soak: (tell: Say) => measureSoak(tell, Number(values.seconds)),
}

if (values.help) {
  console.log(
    `npm run bench [-- SECTION ...] [--seconds N]

Measures every figure of docs/benchmarks.md anew, or those of the sections named, and writes them there.

Sections: ${Object.keys(sections).join(', ')}
--seconds N  how long the soak lasts (default: 30)`,
  )
  process.exit(0)
}
if (!(Number(values.seconds) > 0)) {
  console.error(`--seconds ${values.seconds} is no number of seconds. Give one, e.g. --seconds 300.`)
  process.exit(1)
}
const unknown = wanted.filter((name) => !Object.hasOwn(sections, name))
if (unknown.length > 0) {
  const known = Object.keys(sections).join(', ')
  console.error(
    `No benchmark is called ${unknown.join(', ')}: there are ${known}. Name some of them, or none for all.`,
  )
  process.exit(1)
}

const file = resolve(import.meta.dirname, '../docs/benchmarks.md')
for (const [name, measure] of Object.entries(sections)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const measurement = await measure(say)
  writeFileSync(file, withFigures(readFileSync(file, 'utf8'), name, measurement))
  console.log(`\n### ${measurement.title}\n\n${measurement.table}`)
}
console.log(`\nWritten to ${join('docs', 'benchmarks.md')}.`)

function readArguments() {
  const options = {
    help: { type: 'boolean', short: 'h', default: false },
    seconds: { type: 'string', default: '30' },
  } as const
  try {
    return parseArgs({ allowPositionals: true, options })
  } catch (error) {
    const [what] = String(error instanceof Error ? error.message : error).split('. ')
    console.error(`${what}. See "npm run bench -- --help".`)
    process.exit(1)
  }
}

function say(line: string): void {
  console.error(line)
}
