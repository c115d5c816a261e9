import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { eventually, runApp } from '../../toolkit/local/host/fixtures/testApp.ts'
import { startStorage } from '../host/storage.ts'
import { numbered } from './load.ts'

const functions = {
  work: {
    bindings: [
      { name: 'message', type: 'blobTrigger', direction: 'in', path: 'incoming/{name}' },
      { name: 'done', type: 'queue', direction: 'out', queueName: 'done' },
    ],
  },
}
const description = {
  defaultExecutablePath: 'node',
  arguments: [join(import.meta.dirname, 'faultyHandler.ts')],
}

it('blobs survive two hosts, a killed handler and a stopped host: each is done once, or poison after five', async () => {
  await using storage = await startStorage()
  const container = storage.blobs.getContainerClient('incoming')
  await container.create()
  const fine = [...numbered('ok', 40), ...numbered('html-once', 5)].sort()
  const bad = numbered('html-always', 3)
  const app = {
    functions,
    customHandler: { description },
    environment: { ...storage.settings, WEBSITE_SITE_NAME: 'blobs' },
  }
  await using first = await runApp(app)
  await using second = await runApp(app)
  for (const name of [...bad, ...fine]) {
    await container.getBlockBlobClient(name).uploadData(Buffer.from(name))
  }
  await eventually('a share of the work', async () => (await storage.count('done')) >= 5)
  process.kill(Number(readFileSync(join(first.directory, 'pid'), 'utf8')), 'SIGKILL')
  await eventually('more of it', async () => (await storage.count('done')) >= 15)
  await second.host.stop()

  const isOver = async () =>
    (await storage.count('done')) >= fine.length &&
    (await storage.count('azure-webjobs-blobtrigger-blobs')) === 0
  await eventually('the end of all work', isOver, 45_000)
  expect([...(await storage.texts('done'))].sort()).toEqual(fine)
  const poison = (await storage.texts('webjobs-blobtrigger-poison')).map((text) => JSON.parse(text).BlobName)
  expect(poison.sort()).toEqual(bad)
})
