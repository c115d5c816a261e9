import { afterAll, beforeAll, expect, test } from 'vitest'
import type { App } from '../toolkit/build/buildApp.ts'
import { eventually, testEnvironment } from '../toolkit/local/host/fixtures/testApp.ts'
import { type Host, startHost } from '../toolkit/local/host/host.ts'
import type { LogEntry } from '../toolkit/local/host/logEntry.ts'
import { type Storage, startStorage } from './host/storage.ts'
import { buildSamples } from './support/samples.ts'

// The whole way: Microsoft's library, its executable, the host, a storage account.
const running: { app?: App; storage?: Storage; host?: Host } = {}
const entries: LogEntry[] = []

beforeAll(async () => {
  running.app = await buildSamples()
  running.storage = await startStorage()
  const environment = { ...testEnvironment(), ...running.storage.settings }
  const log = (entry: LogEntry) => entries.push(entry)
  running.host = await startHost({ directory: running.app.directory, environment, log })
})
afterAll(async () => {
  await running.host?.stop()
  await running.storage?.[Symbol.asyncDispose]()
})

function storage(): Storage {
  if (!running.storage) throw new Error('The storage account did not start.')
  return running.storage
}

async function write(container: string, name: string, content: Buffer): Promise<void> {
  const client = storage().blobs.getContainerClient(container)
  await client.createIfNotExists()
  await client.getBlockBlobClient(name).uploadData(content)
}

const read = (container: string, name: string) =>
  eventually(`${container}/${name}`, () =>
    storage()
      .blobs.getContainerClient(container)
      .getBlobClient(name)
      .downloadToBuffer()
      .catch(() => undefined),
  )

test('a message reads a blob, writes a blob and sends messages', async () => {
  await write('templates', 'a.txt', Buffer.from('Dear'))
  await storage().send('work', JSON.stringify({ id: 'a', words: ['red', 'green'] }))
  expect((await read('archive', 'a.txt')).toString()).toBe('Dear: red green')
  const next = await eventually('both messages', async () => (await storage().count('next')) === 2)
  expect(next).toBe(true)
  const words = (await storage().texts('next')).map((text) => JSON.parse(text))
  expect(words).toEqual(
    expect.arrayContaining([
      { word: 'red', attempt: 1 },
      { word: 'green', attempt: 1 },
    ]),
  )
})

test('a blob, byte for byte, makes another blob', async () => {
  await write('pictures', 'a.png', Buffer.from([0x89, 0x50, 0x4e, 0x47]))
  expect(await read('thumbnails', 'a.png')).toEqual(Buffer.from([0x89, 0x50]))
  const messages = entries.map(({ message }) => message)
  expect(messages).toContainEqual(expect.stringContaining('Shrinking a.png 4'))
  expect(messages).toContainEqual(expect.stringContaining('It is pictures/a.png'))
})
