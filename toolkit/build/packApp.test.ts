import { readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { packApp } from './packApp.ts'
import { temporaryFolder, writeFiles } from './testing/handlerFolder.ts'

const longAgo = 1_000_000_000

function packed() {
  const folder = temporaryFolder()
  const app = writeFiles(join(folder, 'app'), { 'host.json': '{}', handler: '#!' })
  return { app, zip: join(folder, 'app.zip') }
}

test('an unchanged folder keeps the zip it has', async () => {
  const { app, zip } = packed()
  const first = await packApp(app, zip)
  utimesSync(zip, longAgo, longAgo)
  expect(await packApp(app, zip)).toEqual(first)
  expect(statSync(zip).mtimeMs).toBe(longAgo * 1000)
})

test('a changed folder is packed anew', async () => {
  const { app, zip } = packed()
  const first = await packApp(app, zip)
  writeFileSync(join(app, 'host.json'), '{"a":1}')
  expect((await packApp(app, zip)).sha256).not.toBe(first.sha256)
})

test('a zip that is not what was packed is made again', async () => {
  const { app, zip } = packed()
  const first = await packApp(app, zip)
  const bytes = readFileSync(zip)
  writeFileSync(zip, 'something else')
  expect(await packApp(app, zip)).toEqual(first)
  expect(readFileSync(zip).equals(bytes)).toBe(true)
})
