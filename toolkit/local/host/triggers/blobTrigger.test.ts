import { BlobServiceClient } from '@azure/storage-blob'
import { QueueServiceClient } from '@azure/storage-queue'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Azurite, startAzurite } from '../fixtures/azurite.ts'
import { eventually, type RunningApp, runApp, type TestApp } from '../fixtures/testApp.ts'

let azurite: Azurite
let blobs: BlobServiceClient
let queues: QueueServiceClient
beforeAll(async () => {
  azurite = await startAzurite()
  blobs = BlobServiceClient.fromConnectionString(azurite.connectionString)
  queues = QueueServiceClient.fromConnectionString(azurite.connectionString)
})
afterAll(() => azurite[Symbol.asyncDispose]())

let tests = 0
/** A container no other test uses, which is the name of the site as well. */
async function newContainer(): Promise<string> {
  const name = `letters-${++tests}`
  await blobs.getContainerClient(name).create()
  return name
}

const blobFunction = (path: string, properties: object = {}) => ({
  bindings: [{ name: 'letter', type: 'blobTrigger', direction: 'in', path, ...properties }],
})

const run = (site: string, app: TestApp) =>
  runApp({
    ...app,
    environment: { AzureWebJobsStorage: azurite.connectionString, WEBSITE_SITE_NAME: site },
  })

const write = (container: string, name: string, text: string) =>
  blobs
    .getContainerClient(container)
    .getBlockBlobClient(name)
    .uploadData(Buffer.from(text), {
      blobHTTPHeaders: { blobContentType: 'text/plain' },
      metadata: { author: 'ada' },
    })

const calls = (app: RunningApp, count: number) =>
  eventually(
    `${count} calls`,
    () => app.requests().length >= count && app.requests().map(({ body }) => JSON.parse(body)),
  )

const contents = (requests: readonly { Data: { letter: string } }[]) =>
  requests.map(({ Data }) => Buffer.from(Data.letter, 'base64').toString())

describe('a blob function', () => {
  it('gets the envelope of the contract, for a blob that fits its path', async () => {
    const container = await newContainer()
    await using app = await run(container, {
      functions: { read: blobFunction(`${container}/in/{name}.{extension}`) },
    })
    await write(container, 'out/b.txt', 'not this')
    await write(container, 'in/a.b.txt', '{"not":"flattened"}')
    const [call] = await calls(app, 1)
    expect(call).toEqual({
      Data: { letter: Buffer.from('{"not":"flattened"}').toString('base64') },
      Metadata: {
        Uri: expect.stringMatching(/^"http:\/\/127\.0\.0\.1:\d+\/devstoreaccount1\/letters-1\/in.+txt"$/),
        Properties: expect.objectContaining({
          ContentLength: 19,
          ContentType: 'text/plain',
          BlobType: 0,
          CreatedOn: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/),
        }),
        Metadata: { author: 'ada' },
        name: '"a.b"',
        extension: '"txt"',
        sys: { MethodName: 'read', UtcNow: expect.any(String), RandGuid: expect.any(String) },
      },
    })
    expect(app.messages()).toContain(
      `information: Executing 'Functions.read' (Reason='New blob detected(LogsAndContainerScan): ${container}/in/a.b.txt', Id=`,
    )
  })

  it('runs once for each version of a blob, also over restarts and in two hosts', async () => {
    const container = await newContainer()
    await write(container, 'a', 'older than the host')
    const functions = { read: blobFunction(`${container}/{name}`) }
    {
      await using first = await run(container, { functions })
      await using second = await run(container, { functions })
      await eventually('the first call', () => first.requests().length + second.requests().length === 1)
      await write(container, 'b', 'new')
      await eventually('the second call', () => first.requests().length + second.requests().length === 2)
    }
    await using third = await run(container, { functions })
    await write(container, 'a', 'written again')
    expect(contents(await calls(third, 1))).toEqual(['written again'])
  })

  it('is tried five times for a blob, then a message in the poison queue tells of it', async () => {
    const container = await newContainer()
    await using app = await run(container, {
      functions: { read: blobFunction(container) },
      answers: { '/read': { status: 500 } },
    })
    await write(container, 'bad', 'x')
    const poison = queues.getQueueClient('webjobs-blobtrigger-poison')
    const message = await eventually('the poison message', async () =>
      (await poison.exists())
        ? (await poison.receiveMessages()).receivedMessageItems.at(0)?.messageText
        : undefined,
    )
    expect(app.requests().length).toBe(5)
    expect(JSON.parse(Buffer.from(message, 'base64').toString())).toEqual({
      Type: 'BlobTrigger',
      FunctionId: 'Host.Functions.read',
      BlobType: 'BlockBlob',
      ContainerName: container,
      BlobName: 'bad',
      ETag: expect.stringMatching(/^"0x[0-9A-F]+"$/),
    })
  })

  it('with source EventGrid runs for blobs from its first start on, not for older ones', async () => {
    const container = await newContainer()
    await write(container, 'old', 'old')
    await eventually('the next second', async () => {
      const { lastModified } = await blobs.getContainerClient(container).getBlobClient('old').getProperties()
      return Date.now() - (lastModified?.getTime() ?? 0) > 1_000
    })
    const functions = { read: blobFunction(`${container}/{name}`, { source: 'EventGrid' }) }
    {
      await using app = await run(container, { functions })
      await write(container, 'new', 'new')
      expect(contents(await calls(app, 1))).toEqual(['new'])
    }
    await write(container, 'meanwhile', 'while it was down')
    await using app = await run(container, { functions })
    expect(contents(await calls(app, 1))).toEqual(['while it was down'])
  })

  it('is run by hand with the path of a blob', async () => {
    const container = await newContainer()
    const functions = { read: blobFunction(`${container}/none/{name}`) }
    await using app = await run(container, { functions })
    await write(container, 'x', 'by hand')
    const runByHand = (input: string) =>
      fetch(`${app.url}/admin/functions/read`, { method: 'POST', body: JSON.stringify({ input }) })
    expect((await runByHand(`${container}/x`)).status).toBe(202)
    expect(contents(await calls(app, 1))).toEqual(['by hand'])
    const refused = await runByHand(`${container}/y`)
    expect(refused.status).toBe(400)
    expect(await refused.json()).toEqual({
      message: `'read' is a blob function: its input is the path of a blob, 'container/name'. There is no blob '${container}/y'.`,
    })
    expect((await runByHand('x')).status).toBe(400)
  })

  it('does not start with a path that is none, or without storage for the host', async () => {
    await using app = await runApp({
      functions: { bad: blobFunction('{container}/x'), read: blobFunction('letters') },
      environment: { Letters: azurite.connectionString },
    })
    expect(app.messages()).toContain(
      `error: The listener for function 'Functions.bad' was unable to start. The path '{container}/x' of a blob trigger must be`,
    )
    expect(app.messages()).toContain(
      `error: The listener for function 'Functions.read' was unable to start. Storage account connection string 'AzureWebJobsStorage' does not exist.`,
    )
  })
})
