import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openKeys } from './keyFiles.ts'

let directory: string
beforeEach(() => {
  directory = join(mkdtempSync(join(tmpdir(), 'keys-')), 'keys')
})
afterEach(() => rmSync(join(directory, '..'), { recursive: true }))

it('writes files with new keys once and reads them from then on', () => {
  const first = openKeys(directory)
  const ofHello = first.ofFunction('Hello').get('default')
  expect(first.master).toMatch(/^[\w-]{54}$/)
  expect(new Set([first.master, first.host.get('default'), ofHello]).size).toBe(3)
  expect(statSync(join(directory, 'host.json')).mode & 0o777).toBe(0o600)
  const second = openKeys(directory)
  expect([second.master, second.host, second.ofFunction('hello')]).toEqual([
    first.master,
    first.host,
    first.ofFunction('Hello'),
  ])
  expect(JSON.parse(readFileSync(join(directory, 'hello.json'), 'utf8'))).toEqual({
    keys: [{ name: 'default', value: ofHello, encrypted: false }],
  })
})

it('refuses a file with keys that are encrypted', () => {
  openKeys(directory)
  const file = join(directory, 'host.json')
  writeFileSync(file, JSON.stringify({ masterKey: { name: 'master', value: 'x', encrypted: true } }))
  expect(() => openKeys(directory)).toThrow(
    expect.objectContaining({
      code: 'key-file-invalid',
      message: `${file} is no key file of the Functions host: masterKey.encrypted: only keys with "encrypted": false can be read. Mend it, or remove it to get new keys.`,
    }),
  )
})
