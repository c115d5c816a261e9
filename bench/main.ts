import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { measurePackageSize } from './packageSize.ts'
import { measureStart } from './start.ts'
import { measureTypeCheck } from './typeCheck.ts'

/*
 * `npm run bench`: every figure of docs/benchmarks.md, each as a ratio against a reference measured in the same run.
 */

const file = resolve(import.meta.dirname, '../docs/benchmarks.md')
const begin = '<!-- figures: written by `npm run bench` -->'
const end = '<!-- end of figures -->'

const sections = [await measureStart(say), await measureTypeCheck(say), await measurePackageSize(say)]
const figures = sections.map(({ title, table }) => `### ${title}\n\n${table}`).join('\n\n')

const page = readFileSync(file, 'utf8')
const [before = '', rest = ''] = page.split(begin)
const [, after = ''] = rest.split(end)
writeFileSync(file, `${before}${begin}\n\n${figures}\n\n${end}${after}`)
console.log(`\n${figures}\n\nWritten to ${join('docs', 'benchmarks.md')}.`)

function say(line: string): void {
  console.error(line)
}
