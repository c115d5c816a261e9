import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  eventually,
  type RunningApp,
  runApp,
  type TestApp,
} from '../../toolkit/local/host/fixtures/testApp.ts'
import { type Storage, startStorage } from './storage.ts'

let storage: Storage
beforeAll(async () => {
  storage = await startStorage()
})
afterAll(() => storage[Symbol.asyncDispose]())

const queueFunction = (queueName: string, ...others: readonly object[]) => ({
  bindings: [{ name: 'order', type: 'queueTrigger', direction: 'in', queueName }, ...others],
})

const run = (app: TestApp) => runApp({ ...app, environment: storage.settings })

const calls = (app: RunningApp, count: number) =>
  eventually(
    `${count} calls`,
    () => app.requests().length >= count && app.requests().map(({ body }) => JSON.parse(body)),
  )

describe('contract 13.2, queues', () => {
  it('29. decodes a message, keeps it invisible for 10 minutes, and deletes it once it succeeded', async () => {
    await using app = await run({
      functions: { receive: queueFunction('plain') },
      answers: { '/receive': { json: {}, delay: 5_000 } },
    })
    await storage.send('plain', 'Grüße')
    const [call] = await calls(app, 1)
    expect(call.Data.order).toBe('"Grüße"')
    expect(call.Metadata.DequeueCount).toBe('1')
    const minutes =
      (Date.parse(call.Metadata.NextVisibleTime) - Date.parse(call.Metadata.InsertionTime)) / 60_000
    expect(Math.round(minutes)).toBe(10)
    expect(await storage.count('plain')).toBe(1)
    expect(await storage.texts('plain')).toEqual([])
    await eventually('the empty queue', async () => (await storage.count('plain')) === 0)
  })

  it('29. deletes only after the outputs were written', async () => {
    const file = { name: 'file', type: 'blob', direction: 'out', path: 'made/x', connection: 'Gone' }
    await using app = await runApp({
      functions: { receive: queueFunction('outputs', file) },
      answers: { '/receive': { json: { Outputs: { file: 'x' } } } },
      environment: { ...storage.settings, Gone: NOBODY_LISTENS },
    })
    await storage.send('outputs', 'message')
    await eventually('the poison message', async () => (await storage.count('outputs-poison')) === 1)
    expect(app.requests().length).toBe(5)
    expect(app.messages()).toContain(
      `The storage service did not take output 'file': connect ECONNREFUSED 127.0.0.1:1`,
    )
  })

  it('29. tries five times, at once, then moves the message to the poison queue', async () => {
    await using app = await run({
      functions: { receive: queueFunction('bad') },
      answers: { '/receive': { status: 500 } },
    })
    await storage.send('bad', 'message')
    const texts = await eventually('the poison message', async () => {
      const found = await storage.texts('bad-poison')
      return found.length > 0 && found
    })
    expect(texts).toEqual(['message'])
    expect((await calls(app, 5)).map(({ Metadata }) => Metadata.DequeueCount)).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
    ])
    expect(new Set((await calls(app, 5)).map(({ Metadata }) => Metadata.Id)).size).toBe(1)
    expect(await storage.count('bad')).toBe(0)
  })

  it('29. waits for visibilityTimeout after a failure, and counts to maxDequeueCount', async () => {
    await using app = await run({
      functions: { receive: queueFunction('later') },
      answers: { '/receive': { status: 500 } },
      hostJson: { extensions: { queues: { visibilityTimeout: '00:00:02', maxDequeueCount: 2 } } },
    })
    await storage.send('later', 'message')
    await eventually('the failure', () => app.messages().includes(`Executed 'Functions.receive' (Failed`))
    expect(await storage.texts('later')).toEqual([])
    await eventually('the poison message', async () => (await storage.count('later-poison')) === 1)
    expect(app.requests().length).toBe(2)
  })

  it('29. leaves what fails in a poison queue there', async () => {
    await using app = await run({
      functions: { bury: queueFunction('dead-poison') },
      answers: { '/bury': { status: 500 } },
    })
    await storage.send('dead-poison', 'message')
    await eventually('the failure', () => app.messages().includes(`Executed 'Functions.bury' (Failed`))
    expect(await storage.count('dead-poison')).toBe(1)
    expect(await storage.queue('dead-poison-poison').exists()).toBe(false)
  })
})

const NOBODY_LISTENS =
  'DefaultEndpointsProtocol=http;AccountName=a;AccountKey=a2V5;BlobEndpoint=http://127.0.0.1:1/a;'
