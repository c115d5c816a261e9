import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sha256 } from '../../../../test/support/localStack.ts'
import { temporaryFolder, writeFiles } from '../../../build/testing/handlerFolder.ts'
import { archive } from './archive.ts'

const getFile = 'archive:index/getFile:getFile'

test('two calls for one zip at the same moment, as after a command that was killed, both get it whole', async () => {
  const folder = temporaryFolder()
  const sourceDir = writeFiles(join(folder, 'app'), { 'host.json': '{}', handler: 'x'.repeat(1_000_000) })
  const outputPath = join(folder, 'app.zip')
  const args = {
    type: 'zip',
    sourceDir,
    outputPath,
    outputFileMode: '0755',
    excludes: ['local.settings.json'],
  }
  const { invoke } = archive()
  const [one, other] = await Promise.all([invoke(getFile, args), invoke(getFile, args)])
  expect(one.outputSha256).toBe(sha256(outputPath))
  expect(other).toEqual(one)
  expect(readdirSync(folder).sort()).toEqual(['app', 'app.zip', 'app.zip.json'])
})
