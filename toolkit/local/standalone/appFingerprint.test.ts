import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { appFingerprint, changedFile } from './appFingerprint.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'fingerprint-'))
})
afterEach(() => rmSync(directory, { recursive: true }))

function write(file: string, text = ''): void {
  mkdirSync(dirname(join(directory, file)), { recursive: true })
  writeFileSync(join(directory, file), text)
}

it('looks at what makes the app, and at no data', async () => {
  const hostJson = {
    customHandler: { description: { defaultExecutablePath: './bin/app.out' } },
    watchFiles: ['prices.csv'],
    watchDirectories: ['templates'],
  }
  write('host.json', JSON.stringify(hostJson))
  const watched = [
    'bin/app.out',
    'hello/function.json',
    'lib/util.py',
    'data/prices.csv',
    'templates/a/b.html',
  ]
  for (const file of [...watched, 'tool', 'local.settings.json']) write(file)
  chmodSync(join(directory, 'tool'), 0o755)
  for (const file of ['notes', 'data/orders.db', 'node_modules/x/index.js', '.git/hooks/x.sh']) write(file)
  const seen = await appFingerprint(directory)
  expect([...seen.keys()].sort()).toEqual([...watched, 'tool', 'host.json', 'local.settings.json'].sort())
})

it('reads host.json as the host does, and follows the link to a folder', async () => {
  write(
    'host.json',
    '\uFEFF{ // what is started\n"CustomHandler":{"Description":{"DefaultExecutablePath":"app.out"}},"WatchFiles":["a.csv"],}',
  )
  for (const file of ['app.out', 'a.csv', 'b.csv', 'deep/shared/function.json']) write(file)
  symlinkSync('deep/shared', join(directory, 'hello'))
  symlinkSync('..', join(directory, 'deep/circle'))
  const seen = [...(await appFingerprint(directory)).keys()].sort()
  expect(seen).toEqual(['a.csv', 'app.out', 'hello/function.json', 'host.json'])
})

it('names a file that came, changed or went', async () => {
  write('a.js', '1')
  const one = await appFingerprint(directory)
  write('a.js', '12')
  const two = await appFingerprint(directory)
  write('b.js')
  const three = await appFingerprint(directory)
  chmodSync(join(directory, 'b.js'), 0o755)
  expect(changedFile(three, await appFingerprint(directory))).toBe('b.js')
  chmodSync(join(directory, 'b.js'), 0o644)
  expect(changedFile(one, two)).toBe('a.js')
  expect(changedFile(two, three)).toBe('b.js')
  expect(changedFile(three, two)).toBe('b.js')
  expect(changedFile(three, await appFingerprint(directory))).toBeUndefined()
})

it('survives a folder that is gone and a host.json that is broken', async () => {
  write('host.json', '{')
  expect([...(await appFingerprint(directory)).keys()]).toEqual(['host.json'])
  expect([...(await appFingerprint(join(directory, 'gone'))).keys()]).toEqual([])
})
