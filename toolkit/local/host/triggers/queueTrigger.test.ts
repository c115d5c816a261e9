import { QueueServiceClient } from '@azure/storage-queue'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Azurite, startAzurite } from '../fixtures/azurite.ts'
import { eventually, runApp, type TestApp } from '../fixtures/testApp.ts'

let azurite: Azurite
let queues: QueueServiceClient
beforeAll(async () => {
  azurite = await startAzurite()
  queues = QueueServiceClient.fromConnectionString(azurite.connectionString)
})
afterAll(() => azurite[Symbol.asyncDispose]())

let tests = 0
/** A queue name no other test uses. */
const newQueue = () => `orders-${++tests}`

const queueFunction = (queueName: string, ...others: readonly object[]) => ({
  bindings: [{ name: 'order', type: 'queueTrigger', direction: 'in', queueName }, ...others],
})

const run = (app: TestApp) =>
  runApp({ ...app, environment: { AzureWebJobsStorage: azurite.connectionString, ...app.environment } })

const send = (queueName: string, text: string) =>
  queues.getQueueClient(queueName).sendMessage(Buffer.from(text).toString('base64'))

async function created(queueName: string): Promise<void> {
  await eventually(`queue ${queueName}`, () => queues.getQueueClient(queueName).exists())
}

async function lengthOf(queueName: string): Promise<number> {
  return (await queues.getQueueClient(queueName).getProperties()).approximateMessagesCount ?? 0
}

describe('a queue function', () => {
  it('gets the envelope of the contract, and its message is deleted', async () => {
    const queueName = newQueue()
    await using app = await run({ functions: { receive: queueFunction(queueName) } })
    await created(queueName)
    await send(queueName, '{"orderId":7,"tag":"x","lines":[1],"none":null,"who":{"n":1},"mytrigger":"x"}')
    const [call] = await eventually('the call', () => app.requests().length > 0 && app.requests())
    expect(call?.url).toBe('/receive')
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/)
    const quoted = expect.stringMatching(/^".+"$/)
    expect(JSON.parse(call?.body ?? '')).toEqual({
      Data: {
        order: JSON.stringify(
          '{"orderId":7,"tag":"x","lines":[1],"none":null,"who":{"n":1},"mytrigger":"x"}',
        ),
      },
      Metadata: {
        DequeueCount: '1',
        ExpirationTime: time,
        InsertionTime: time,
        NextVisibleTime: time,
        Id: quoted,
        PopReceipt: quoted,
        orderId: '"7"',
        tag: '"x"',
        who: { n: 1 },
        sys: { MethodName: 'receive', UtcNow: expect.any(String), RandGuid: expect.any(String) },
      },
    })
    await eventually('the empty queue', async () => (await lengthOf(queueName)) === 0)
    expect(app.messages()).toContain(
      `information: Executing 'Functions.receive' (Reason='New queue message detected on '${queueName}'.', Id=`,
    )
  })

  it('moves a message that fails five times to the poison queue', async () => {
    const queueName = newQueue()
    await using app = await run({
      functions: { receive: queueFunction(queueName) },
      answers: { '/receive': { status: 500 } },
    })
    await created(queueName)
    await send(queueName, 'bad')
    const poison = queues.getQueueClient(`${queueName}-poison`)
    await eventually(
      'the poison message',
      async () => (await poison.exists()) && (await lengthOf(poison.name)) === 1,
    )
    const counts = app.requests().map(({ body }) => JSON.parse(body).Metadata.DequeueCount)
    expect(counts).toEqual(['1', '2', '3', '4', '5'])
    const [message] = (await poison.receiveMessages()).receivedMessageItems
    expect(Buffer.from(message?.messageText ?? '', 'base64').toString()).toBe('bad')
    await eventually('the empty queue', async () => (await lengthOf(queueName)) === 0)
    expect(app.messages()).toContain(
      `warning: Message has reached MaxDequeueCount of 5. Moving message to queue '${poison.name}'.`,
    )
  })

  it('never sees a message that is not base64: that goes to the poison queue unchanged', async () => {
    const queueName = newQueue()
    await using app = await run({ functions: { receive: queueFunction(queueName) } })
    await created(queueName)
    await queues.getQueueClient(queueName).sendMessage('not base64!')
    const poison = queues.getQueueClient(`${queueName}-poison`)
    const peeked = await eventually('the poison message', async () =>
      (await poison.exists()) ? (await poison.peekMessages()).peekedMessageItems[0] : undefined,
    )
    expect(peeked.messageText).toBe('not base64!')
    expect(app.requests()).toEqual([])
  })

  it('reads and writes plain text with messageEncoding none', async () => {
    const [queueName, outName] = [newQueue(), newQueue()]
    const out = { name: 'out', type: 'queue', direction: 'out', queueName: outName }
    await using app = await run({
      functions: { receive: queueFunction(queueName, out) },
      hostJson: { extensions: { queues: { messageEncoding: 'none' } } },
      answers: { '/receive': { json: { Outputs: { out: 'plain text' } } } },
    })
    await created(queueName)
    await queues.getQueueClient(queueName).sendMessage('not base64!')
    const [call] = await eventually('the call', () => app.requests().length > 0 && app.requests())
    expect(JSON.parse(call?.body ?? '').Data.order).toBe('"not base64!"')
    await created(outName)
    const peeked = await eventually('the output', async () =>
      (await queues.getQueueClient(outName).peekMessages()).peekedMessageItems.at(0),
    )
    expect(peeked.messageText).toBe('plain text')
  })

  it('moves a message away without a call that came too often already', async () => {
    const queueName = newQueue()
    const queue = queues.getQueueClient(queueName)
    await queue.create()
    await send(queueName, 'deadly')
    // As if five hosts had died over it.
    for (let time = 1; time <= 5; time++) {
      const [message] = (await queue.receiveMessages()).receivedMessageItems
      await queue.updateMessage(message?.messageId ?? '', message?.popReceipt ?? '', message?.messageText, 0)
    }
    await using app = await run({ functions: { receive: queueFunction(queueName) } })
    const poison = queues.getQueueClient(`${queueName}-poison`)
    await eventually(
      'the poison message',
      async () => (await poison.exists()) && (await lengthOf(poison.name)),
    )
    expect(app.requests()).toEqual([])
  })

  it('leaves a message of a poison queue that fails where it is, invisible for now', async () => {
    const queueName = `${newQueue()}-poison`
    await using app = await run({
      functions: { bury: queueFunction(queueName) },
      answers: { '/bury': { status: 500 } },
      hostJson: { extensions: { queues: { maxDequeueCount: 1 } } },
    })
    await created(queueName)
    await send(queueName, 'bad')
    await eventually('the failure', () => app.messages().includes(`Executed 'Functions.bury' (Failed`))
    expect((await queues.getQueueClient(queueName).peekMessages()).peekedMessageItems).toEqual([])
    expect(await lengthOf(queueName)).toBe(1)
    expect(await queues.getQueueClient(`${queueName}-poison`).exists()).toBe(false)
  })

  it('runs one message at a time with batchSize 1', async () => {
    const queueName = newQueue()
    await using app = await run({
      functions: { receive: queueFunction(queueName) },
      hostJson: { extensions: { queues: { batchSize: 1 } } },
      answers: { '/receive': { json: {}, delay: 50 } },
    })
    await created(queueName)
    for (const text of ['a', 'b', 'c']) await send(queueName, text)
    const executions = () =>
      app.entries.filter(({ message }) => /^Execut/.test(message)).map(({ message }) => message.split(' ')[0])
    const order = await eventually('three runs', () => executions().length === 6 && executions())
    expect(order).toEqual(['Executing', 'Executed', 'Executing', 'Executed', 'Executing', 'Executed'])
  })

  it('lets a running message end when the host stops, deletes it, and takes no other', async () => {
    const queueName = newQueue()
    await using app = await run({
      functions: { receive: queueFunction(queueName) },
      answers: { '/receive': { json: {}, delay: 500 } },
    })
    await created(queueName)
    await send(queueName, 'running')
    await eventually('the call', () => app.requests().length === 1)
    const stopping = app.host.stop()
    await send(queueName, 'too late')
    await stopping
    const left = (await queues.getQueueClient(queueName).peekMessages({ numberOfMessages: 32 }))
      .peekedMessageItems
    expect(left.map(({ messageText }) => Buffer.from(messageText, 'base64').toString())).toEqual(['too late'])
    expect(await lengthOf(queueName)).toBe(1)
  })

  it('hands its work over to a second host on the same app', async () => {
    const queueName = newQueue()
    await using first = await run({ functions: { receive: queueFunction(queueName) } })
    await created(queueName)
    await using second = await run({ functions: { receive: queueFunction(queueName) } })
    await first.host.stop()
    await send(queueName, 'for the second')
    await eventually('the call', () => second.requests().length === 1)
    expect(first.requests()).toEqual([])
  })

  it.each(['a', 'a_b', 'a--b', '-ab'])('is not started on a queue named %s', async (queueName) => {
    await using app = await run({ functions: { receive: queueFunction(queueName) } })
    expect(app.messages()).toContain(
      `The listener for function 'Functions.receive' was unable to start. Storage has no queues named '${queueName}', as binding 'order' wants: a name is 3 to 63 letters, digits and single dashes, with no dash at its ends.`,
    )
  })

  it('says which connection it misses, and the other functions run', async () => {
    await using app = await runApp({ functions: { receive: queueFunction('orders') } })
    expect(app.messages()).toContain(
      `error: The listener for function 'Functions.receive' was unable to start. Storage account connection string 'AzureWebJobsStorage' does not exist. Make sure that it is a defined App Setting.`,
    )
    expect((await fetch(`${app.url}/admin/host/ping`)).status).toBe(200)
  })
})
