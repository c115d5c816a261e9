import { existsSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { hashFile } from './hashFiles.ts'
import { keptIn } from './keptHash.ts'
import { temporaryFolder, writeFiles } from './testing/handlerFolder.ts'

const settling = 2100

function folderWith(content: Uint8Array | string) {
  const folder = writeFiles(temporaryFolder(), {})
  const [file, store] = [join(folder, 'handler'), join(folder, 'hashes.json')]
  writeFileSync(file, content)
  return { file, store }
}

test('the hash of a large file is kept while the file is untouched', async () => {
  const { file, store } = folderWith(new Uint8Array(2 ** 20))
  await delay(settling)
  expect(keptIn(store)(file)).toBe(hashFile(file))
  const altered = readFileSync(store, 'utf8').replace(hashFile(file), 'kept')
  writeFileSync(store, altered)
  expect(keptIn(store)(file)).toBe('kept')
})

test('a change shows, be it of the same size and dated back', async () => {
  const { file, store } = folderWith(new Uint8Array(2 ** 20))
  await delay(settling)
  const former = keptIn(store)(file)
  const { atime, mtime } = statSync(file)
  writeFileSync(file, new Uint8Array(2 ** 20).fill(1))
  utimesSync(file, atime, mtime)
  expect(keptIn(store)(file)).toBe(hashFile(file))
  expect(keptIn(store)(file)).not.toBe(former)
})

test('of a file that has just been written, and of a small one, nothing is kept', async () => {
  const written = folderWith(new Uint8Array(2 ** 20))
  expect(keptIn(written.store)(written.file)).toBe(hashFile(written.file))
  const small = folderWith('#!')
  await delay(settling)
  expect(keptIn(small.store)(small.file)).toBe(hashFile(small.file))
  expect([written.store, small.store].filter((store) => existsSync(store))).toEqual([])
})

test('a store that is spoiled is made anew', async () => {
  const { file, store } = folderWith(new Uint8Array(2 ** 20))
  writeFileSync(store, 'something else')
  await delay(settling)
  expect(keptIn(store)(file)).toBe(hashFile(file))
  expect(JSON.parse(readFileSync(store, 'utf8'))).toMatchObject({ handler: { sha256: hashFile(file) } })
})

test('where nothing can be kept, the hash is right all the same', async () => {
  const { file } = folderWith(new Uint8Array(2 ** 20))
  await delay(settling)
  expect(keptIn(join(file, 'hashes.json'))(file)).toBe(hashFile(file))
})
