import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { readStateFile } from './readStateFile.ts'

const schema = z.object({ port: z.int() })

test('reads what was kept, and nothing where nothing was', () => {
  const file = fileWith('{"port":7071}')
  expect(readStateFile(file, schema)).toEqual({ port: 7071 })
  expect(readStateFile(`${file}.none`, schema)).toBe(undefined)
})

test.each([
  ['cut off', '{"port":', 'Unexpected end of JSON input'],
  ['of another form', '{"port":"x"}', '✖ Invalid input: expected number, received string\n  → at port'],
])('a file that is %s is named, with the way out', (_what, content, reason) => {
  const file = fileWith(content)
  expect(() => readStateFile(file, schema)).toThrow(
    expect.objectContaining({
      code: 'records-broken',
      message:
        `What localhost keeps in ${file} cannot be read: ${reason}. ` +
        'Remove the folder .local and run `npm start` again: everything is created anew.',
    }),
  )
})

function fileWith(content: string): string {
  const directory = mkdtempSync(join(tmpdir(), 'state-'))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  const file = join(directory, 'state.json')
  writeFileSync(file, content)
  return file
}
