import { rmSync } from 'node:fs'
import { QueueServiceClient } from '@azure/storage-queue'
import { describe, expect, it } from 'vitest'
import { startAzurite } from '../host/fixtures/azurite.ts'
import {
  eventually,
  fixture,
  httpFunction,
  serve,
  type TestApp,
  testEnvironment,
  writeApp,
} from '../host/fixtures/testApp.ts'
import { freePort } from '../host/handler/freePort.ts'
import type { LogEntry } from '../host/logEntry.ts'
import { startInstances } from './instances.ts'

const scripted = fixture('scriptedHandler.ts')

async function runInstances(count: number, app: TestApp) {
  const directory = writeApp(app)
  const entries: LogEntry[] = []
  const log = (entry: LogEntry) => entries.push(entry)
  const environment = testEnvironment(app.environment)
  const instances = await startInstances(count, { directory, environment, log })
  const server = await serve(instances.handle)
  const lines = () => entries.map(({ instance, message }) => `[${instance}] ${message}`)
  return {
    instances,
    url: server.url,
    lines,
    /** How many lines of the handler's console each instance wrote. */
    counts: (text: string) =>
      Array.from({ length: count }, (_, i) => lines().filter((line) => line === `[${i + 1}] ${text}`).length),
    async [Symbol.asyncDispose]() {
      await instances.stop()
      server.close()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

describe('several instances of an app', () => {
  it('answer requests by turns, and go on while one of them restarts', async () => {
    await using app = await runInstances(3, { answers: { '/hello': { json: {}, print: 'served' } } })
    for (let call = 0; call < 6; call++) await fetch(`${app.url}/api/hello`)
    await eventually('all lines', () => app.counts('served').every((count) => count === 2))
    const pid = Number(/^\[2\] handler (\d+) listens$/m.exec(app.lines().join('\n'))?.[1])
    process.kill(pid, 'SIGKILL')
    const statuses = await Promise.all(
      Array.from({ length: 9 }, async () => (await fetch(`${app.url}/api/hello`)).status),
    )
    expect(statuses.filter((status) => status === 204).length).toBeGreaterThanOrEqual(6)
    await eventually('the restart', () => app.lines().includes('[2] Restarting the handler process.'))
    expect((await fetch(`${app.url}/api/hello`)).status).toBe(204)
  })

  it('share the messages of a queue, each worked on once', async () => {
    await using azurite = await startAzurite()
    const queue = QueueServiceClient.fromConnectionString(azurite.connectionString).getQueueClient('orders')
    await queue.create()
    const texts = Array.from({ length: 60 }, (_, index) => Buffer.from(`order ${index}`).toString('base64'))
    await Promise.all(texts.map((text) => queue.sendMessage(text)))
    const trigger = { name: 'msg', type: 'queueTrigger', direction: 'in', queueName: 'orders' }
    await using app = await runInstances(3, {
      functions: { orders: { bindings: [trigger] } },
      environment: { AzureWebJobsStorage: azurite.connectionString },
      hostJson: { extensions: { queues: { batchSize: 1, newBatchThreshold: 0 } } },
      answers: { '/orders': { json: {}, print: 'worked', delay: 20 } },
    })
    const worked = () => app.counts('worked')
    await eventually('the messages', () => worked().reduce((sum, count) => sum + count) === 60)
    expect(worked().every((count) => count > 0)).toBe(true)
    await eventually('the empty queue', async () => {
      const { approximateMessagesCount } = await queue.getProperties()
      return approximateMessagesCount === 0
    })
    expect(worked().reduce((sum, count) => sum + count)).toBe(60)
  })

  it('tell a handler which instance it is, and a surprise once', async () => {
    await using app = await runInstances(2, {
      functions: { hello: httpFunction() },
      environment: { FUNCTIONS_WORKER_PROCESS_COUNT: '4' },
      customHandler: {
        description: {
          defaultExecutablePath: 'sh',
          arguments: ['-c', `"echo I am $WEBSITE_INSTANCE_ID; exec node '${scripted}'"`],
        },
      },
    })
    expect(app.lines()).toContain('[1] I am 1')
    expect(app.lines()).toContain('[2] I am 2')
    expect(app.lines().filter((line) => line.includes('FUNCTIONS_WORKER_PROCESS_COUNT'))).toHaveLength(1)
  })

  it('leave no handler behind when one of them does not start', async () => {
    const script = `"test $WEBSITE_INSTANCE_ID = 1 && exec node '${scripted}'; exit 3"`
    const description = { defaultExecutablePath: 'sh', arguments: ['-c', script] }
    const directory = writeApp({ customHandler: { description } })
    const entries: LogEntry[] = []
    const log = (entry: LogEntry) => entries.push(entry)
    const start = startInstances(2, { directory, environment: testEnvironment(), log })
    await expect(start).rejects.toMatchObject({ code: 'handler-failed' })
    const pid = Number(/handler (\d+) listens/.exec(entries.map(({ message }) => message).join())?.[1])
    expect(() => process.kill(pid, 0)).toThrow('ESRCH')
    rmSync(directory, { recursive: true })
  })

  it('are refused where host.json gives the handler one port', async () => {
    const start = runInstances(2, { customHandler: { port: await freePort() } })
    await expect(start).rejects.toMatchObject({
      code: 'one-port-for-many',
      message: `customHandler.port of host.json gives the handler one port, so one machine has room for one instance only. Leave it out, and let the handler listen on FUNCTIONS_CUSTOMHANDLER_PORT; or leave --instances out.`,
    })
  })
})
