import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync, symlinkSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Entry, fromBuffer } from 'yauzl'
import { temporaryFolder, writeFiles } from './testing/handlerFolder.ts'
import { writeZip } from './zipApp.ts'

const files = {
  'host.json': '{}',
  handler: '#!/bin/sh\n',
  'b/function.json': '{}',
  'a/function.json': '{"a":1}',
}

function entriesOf(file: string): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    fromBuffer(readFileSync(file), { lazyEntries: false }, (error, zip) => {
      if (error) return reject(error)
      const entries: Entry[] = []
      zip.on('entry', (entry) => entries.push(entry))
      zip.on('end', () => resolve(entries))
    })
  })
}

test('a zip holds the files of the folder by name, all executable', async () => {
  const folder = temporaryFolder()
  const app = writeFiles(join(folder, 'app'), {
    ...files,
    'local.settings.json': '{"Values":{"SECRET":"1"}}',
  })
  await writeZip(app, join(folder, 'app.zip'))
  const entries = await entriesOf(join(folder, 'app.zip'))
  expect(entries.map(({ fileName }) => fileName)).toEqual([
    'a/function.json',
    'b/function.json',
    'handler',
    'host.json',
  ])
  const modes = entries.map(({ externalFileAttributes }) => (externalFileAttributes >>> 16).toString(8))
  expect(modes).toEqual(['100755', '100755', '100755', '100755'])
})

test('equal content makes equal bytes whatever the times and the zone, and the result describes them', async () => {
  const folder = temporaryFolder()
  const one = await writeZip(writeFiles(join(folder, 'one'), files), join(folder, 'one.zip'))
  const other = writeFiles(join(folder, 'other'), files)
  utimesSync(join(other, 'handler'), 1_000_000_000, 1_000_000_000)
  const script = `import { writeZip } from ${JSON.stringify(join(import.meta.dirname, 'zipApp.ts'))}
    console.log(JSON.stringify(await writeZip(${JSON.stringify(other)}, ${JSON.stringify(join(folder, 'other.zip'))})))`
  const options = { env: { ...process.env, TZ: 'Pacific/Auckland' }, encoding: 'utf8' } as const
  const printed = execFileSync(process.execPath, ['--input-type=module', '-e', script], options)
  expect(JSON.parse(printed)).toEqual(one)
  const bytes = readFileSync(join(folder, 'one.zip'))
  expect(one).toEqual({ sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length })
  expect(statSync(join(folder, 'other.zip')).size).toBe(one.size)
  expect(readdirSync(folder).sort()).toEqual(['one', 'one.zip', 'other', 'other.zip'])
})

test('a zip that could not be written to its end leaves nothing', async () => {
  const folder = temporaryFolder()
  const app = writeFiles(join(folder, 'app'), files)
  symlinkSync('/dev/full', join(folder, `app.zip.${process.pid}.part`)) // a disk without room
  await expect(writeZip(app, join(folder, 'app.zip'))).rejects.toThrow('ENOSPC')
  expect(readdirSync(folder)).toEqual(['app'])
})
