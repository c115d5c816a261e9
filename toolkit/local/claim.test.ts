import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { claim } from './claim.ts'

test.each([
  ['empty', ''],
  ['cut off', '{"pid":1'],
  ['binary', '\0\x01'],
  ['of another form', '[]'],
])('a claim that is %s counts for nothing', (_what, content) => {
  const file = join(mkdtempSync(join(tmpdir(), 'claim-')), 'claim.json')
  onTestFinished(() => rmSync(dirname(file), { recursive: true }))
  writeFileSync(file, content)
  expect(claim(file, 'npm start')).toBe(true)
  expect(readdirSync(dirname(file))).toEqual(['claim.json'])
})
