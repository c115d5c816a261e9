import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { mendState } from './mendState.ts'

test('a state that was cut off in the middle of being written is the copy before it', () => {
  const read = mended({ 'local.json': '{"version":3,"check', 'local.json.bak': '{"version":3}' })
  expect(read()).toEqual({ 'local.json': '{"version":3}', 'local.json.bak': '{"version":3}' })
})

test('a state that can be read is left alone, whatever lies beside it', () => {
  const files = { 'local.json': '{"version":3}', 'local.json.bak': '' }
  expect(mended(files)()).toEqual(files)
})

test.each(['', '{"user.cache', '\0\0'])(
  'attributes that were cut off go, the file itself stays: %j',
  (cut) => {
    const files = {
      'local.json': '{"version":3}',
      'local.json.bak': '{"version":2}',
      'local.json.bak.attrs': '{}',
    }
    expect(mended({ ...files, 'local.json.attrs': cut })()).toEqual(files)
  },
)

test('without a state there is nothing to mend', () => {
  expect(() => mendState('/nowhere')).not.toThrow()
})

function mended(files: Readonly<Record<string, string>>): () => Record<string, string> {
  const state = mkdtempSync(join(tmpdir(), 'state-'))
  onTestFinished(() => rmSync(state, { recursive: true }))
  const directory = join(state, '.pulumi/stacks/shop')
  mkdirSync(directory, { recursive: true })
  for (const [name, content] of Object.entries(files)) writeFileSync(join(directory, name), content)
  mendState(state)
  return () =>
    Object.fromEntries(
      readdirSync(directory).map((name) => [name, readFileSync(join(directory, name), 'utf8')]),
    )
}
