import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder, writeFiles } from '../../testing/handlerFolder.ts'
import { findLibrary, isOlder } from './library.ts'

const having = (version: string) =>
  writeFiles(temporaryFolder(), {
    'package.json': '{}',
    'node_modules/@azure/functions/package.json': JSON.stringify({ version }),
    'node_modules/@azure/functions/src/index.ts': '',
  })

test('a handler has its own library, unless that is older than the one the runtime is made for', () => {
  const ours = findLibrary(temporaryFolder())
  expect(ours).toEqual({
    directory: expect.stringMatching(/node_modules\/@azure\/functions$/),
    version: ours.version,
  })
  const newer = having('4.999.0')
  expect(findLibrary(newer)).toEqual({
    directory: join(newer, 'node_modules/@azure/functions'),
    version: '4.999.0',
  })
  expect(findLibrary(having('4.5.0'))).toEqual({ ...ours, replaced: '4.5.0' })
})

test('the programming model before this one is not taken for it', () => {
  const folder = having('3.5.1')
  expect(() => findLibrary(folder)).toThrow(
    `The package @azure/functions 4 is not installed for ${folder}. Run "npm install" and try again.`,
  )
})

test.each([
  ['4.5.0', '4.16.5', true],
  ['4.16.5', '4.16.5', false],
  ['4.16.10', '4.16.9', false],
  ['4.0.0-alpha.9', '4.16.5', true],
  ['5.0.0', '4.16.5', false],
])('%s before %s: %s', (version, other, expected) => {
  expect(isOlder(version, other)).toBe(expected)
})
