import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { removeAbandonedDrafts } from './abandonedDrafts.ts'
import { temporaryFolder, writeFiles } from './testing/handlerFolder.ts'

test('what a killed process left half made is removed, and nothing else', () => {
  const dead = spawnSync('true').pid
  const folder = temporaryFolder()
  writeFiles(folder, {
    [`.app-${dead}-x1/handler`]: 'half of it',
    [`.app-${process.pid}-x2/handler`]: 'being made',
    [`app.zip.${dead}.part`]: 'half of it',
    'app.zip': 'a zip',
    'app.zip.json': 'its record',
    [`other.zip.${dead}.part`]: 'of somebody else',
  })
  mkdirSync(join(folder, 'app'))
  removeAbandonedDrafts(join(folder, 'app'))
  removeAbandonedDrafts(join(folder, 'app.zip'))
  expect(readdirSync(folder).sort()).toEqual([
    `.app-${process.pid}-x2`,
    'app',
    'app.zip',
    'app.zip.json',
    `other.zip.${dead}.part`,
  ])
})
