import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { listFiles } from './hashFiles.ts'
import { temporaryFolder, writeFiles } from './testing/handlerFolder.ts'

test('files are listed by path, without the folders named, be they linked', () => {
  const folder = writeFiles(temporaryFolder(), { 'b/c.txt': '', 'a.txt': '', 'b/node_modules/d.txt': '' })
  symlinkSync(join(folder, 'b'), join(folder, 'node_modules'))
  expect(listFiles(folder, ['node_modules'])).toEqual(['a.txt', 'b/c.txt'])
})

test('a link to a file is a file; one to a folder or to nothing is left out', () => {
  const folder = writeFiles(temporaryFolder(), { 'a.txt': '', 'b/c.txt': '' })
  symlinkSync('a.txt', join(folder, 'file'))
  symlinkSync('.', join(folder, 'b/circle'))
  symlinkSync('nowhere', join(folder, 'dangling'))
  expect(listFiles(folder)).toEqual(['a.txt', 'b/c.txt', 'file'])
})
