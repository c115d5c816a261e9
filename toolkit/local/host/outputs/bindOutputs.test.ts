import { BlobServiceClient } from '@azure/storage-blob'
import { QueueServiceClient } from '@azure/storage-queue'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Azurite, startAzurite } from '../fixtures/azurite.ts'
import { httpFunction, runApp, type TestApp } from '../fixtures/testApp.ts'

let azurite: Azurite
beforeAll(async () => {
  azurite = await startAzurite()
})
afterAll(() => azurite[Symbol.asyncDispose]())

const queueOut = {
  name: 'out',
  type: 'queue',
  direction: 'out',
  queueName: 'made-%STAGE%',
  connection: 'Shop',
}
const blobOut = {
  name: 'file',
  type: 'blob',
  direction: 'out',
  path: 'receipts/{Query.kind}/{id}.json',
  connection: 'Shop',
}

const run = (app: TestApp) =>
  runApp({
    ...app,
    environment: { AzureWebJobsShop: azurite.connectionString, STAGE: 'dev', ...app.environment },
  })

async function readBlob(container: string, name: string): Promise<string> {
  const service = BlobServiceClient.fromConnectionString(azurite.connectionString)
  return (await service.getContainerClient(container).getBlobClient(name).downloadToBuffer()).toString()
}

describe('outputs', () => {
  it('writes messages and a blob before the caller is answered, and creates queue and container', async () => {
    await using app = await run({
      functions: { order: httpFunction({ route: 'orders/{id}' }, queueOut, blobOut) },
      answers: {
        '/order': {
          json: {
            Outputs: { res: { statusCode: 202 }, out: ['test', { id: 1 }, 5, true], file: { total: 7 } },
          },
        },
      },
    })
    expect((await fetch(`${app.url}/api/orders/42?kind=paid`)).status).toBe(202)
    const queue = QueueServiceClient.fromConnectionString(azurite.connectionString).getQueueClient('made-dev')
    const { receivedMessageItems } = await queue.receiveMessages({ numberOfMessages: 32 })
    const texts = receivedMessageItems.map(({ messageText }) => Buffer.from(messageText, 'base64').toString())
    expect(texts.sort()).toEqual(['5', 'True', 'test', '{\n  "id": 1\n}'])
    expect(await readBlob('receipts', 'paid/42.json')).toBe('{"total":7}')
  })

  it('fails the invocation, without a call, when an expression has no value', async () => {
    await using app = await run({ functions: { order: httpFunction({ route: 'orders/{id}' }, blobOut) } })
    expect((await fetch(`${app.url}/api/orders/42`)).status).toBe(500)
    expect(app.requests()).toEqual([])
    expect(app.messages()).toContain(
      `Error while accessing 'kind': property doesn't exist. There is: nothing.`,
    )
  })

  it('reads a blob input, and null text for a missing one', async () => {
    const file = { name: 'file', type: 'blob', direction: 'in', path: 'letters/{id}.txt', connection: 'Shop' }
    const service = BlobServiceClient.fromConnectionString(azurite.connectionString)
    const container = service.getContainerClient('letters')
    await container.create()
    await container.getBlockBlobClient('a.txt').uploadData(Buffer.from('Dear\n'))
    await using app = await run({
      functions: {
        read: httpFunction({ route: 'read/{id}' }, file, { ...file, name: 'raw', dataType: 'binary' }),
      },
    })
    await fetch(`${app.url}/api/read/a`)
    await fetch(`${app.url}/api/read/b`)
    const data = app.requests().map(({ body }) => JSON.parse(body).Data)
    expect(data[0]).toMatchObject({ file: '"Dear\\n"', raw: 'RGVhcgo=' })
    expect(data[1]).toMatchObject({ file: 'null', raw: 'null' })
  })

  it('skips a function whose setting is not there', async () => {
    await using app = await run({
      functions: { hello: httpFunction(), order: httpFunction({}, { ...queueOut, queueName: '%NOT_SET%' }) },
    })
    expect(app.host.functions.map(({ name }) => name)).toEqual(['hello'])
    expect(app.messages()).toContain(
      `error: The 'order' function is in error: '%NOT_SET%' does not resolve to a value. Binding 'out' needs it: add the app setting NOT_SET.`,
    )
  })
})
