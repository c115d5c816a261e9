import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder, writeFiles } from '../../testing/handlerFolder.ts'
import { findCompiler } from './compiler.ts'

const installed = { 'node_modules/typescript/package.json': '{"name":"typescript","version":"4.9.5"}' }
const asking = '{"devDependencies":{"typescript":"^4.0.0"}}'

test('a project is checked by the TypeScript it asks for', () => {
  const folder = writeFiles(temporaryFolder(), { ...installed, 'package.json': asking })
  const tsc = join(folder, 'node_modules/typescript/bin/tsc')
  expect(findCompiler(folder)).toEqual({ tsc, name: 'typescript', version: '4.9.5', major: 4 })
})

test('a package of a workspace by the one of the workspace', () => {
  const folder = writeFiles(temporaryFolder(), {
    ...installed,
    'package.json': asking,
    'packages/api/package.json': '{}',
  })
  expect(findCompiler(join(folder, 'packages/api')).version).toBe('4.9.5')
})

test.each([
  ['that is there because of another package', installed],
  ['that is not installed', {}],
])('by ours in place of one %s', (_title, files) => {
  const folder = writeFiles(temporaryFolder(), { ...files, 'package.json': '{}' })
  expect(findCompiler(folder).major).toBeGreaterThan(6)
})
