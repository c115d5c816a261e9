import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  eventually,
  httpFunction,
  type RunningApp,
  runApp,
} from '../../toolkit/local/host/fixtures/testApp.ts'
import type { Storage } from '../host/storage.ts'

/** What became of the messages of one load. */
export interface Counts {
  readonly accepted: number
  /** How often each message was delivered. */
  readonly deliveries: ReadonlyMap<string, number>
  /** Deliveries that were not the first of their message by what the handler was told. */
  readonly retried: number
  /** Messages in the output queue, in alphabetical order, doubles included. */
  readonly done: readonly string[]
  readonly poisoned: readonly string[]
  /** Still in the queue, visible or not. */
  readonly left: number
}

export interface Load {
  readonly app: RunningApp
  deliveryCount(): number
  handlerPid(): number
  /** Waits until no message is left, or none but hidden ones; stops the host and counts. */
  finish(besides?: 'hidden ones'): Promise<Counts>
}

/** Puts messages into the queue of an app with the faulty handler, which is at work already. */
export async function startLoad(
  storage: Storage,
  messages: readonly string[],
  { blob = false, hostJson = {} }: { blob?: boolean; hostJson?: object } = {},
): Promise<Load> {
  const app = await runApp({
    functions: { work: workFunction(blob), ping: httpFunction() },
    customHandler: {
      enableForwardingHttpRequest: true,
      description: {
        defaultExecutablePath: 'node',
        arguments: [join(import.meta.dirname, 'faultyHandler.ts')],
      },
    },
    hostJson,
    environment: storage.settings,
  })
  const send = async (message: string) => storage.send('work', message)
  await send(messages[0] ?? '')
  await Promise.all(messages.slice(1).map(send))
  return {
    app,
    deliveryCount: () => readDeliveries(app).length,
    handlerPid: () => Number(readFileSync(join(app.directory, 'pid'), 'utf8')),
    async finish(besides) {
      const isOver = async () => (besides ? isIdle(storage, app) : (await storage.count('work')) === 0)
      await eventually('the end of all work', isOver, 45_000)
      await app.host.stop()
      return count(storage, messages.length, readDeliveries(app))
    },
  }
}

export const numbered = (what: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${what}-${String(index).padStart(3, '0')}`)

function workFunction(blob: boolean): object {
  const file = { name: 'file', type: 'blob', direction: 'out', path: 'files/{rand-guid}' }
  return {
    bindings: [
      { name: 'message', type: 'queueTrigger', direction: 'in', queueName: 'work' },
      ...(blob ? [file] : []),
      { name: 'done', type: 'queue', direction: 'out', queueName: 'done' },
    ],
  }
}

/** Whether no message can be seen and no invocation runs. */
async function isIdle(storage: Storage, app: RunningApp): Promise<boolean> {
  const { peekedMessageItems } = await storage.queue('work').peekMessages()
  const begun = app.entries.filter(({ message }) => message.startsWith(`Executing 'Functions.work'`)).length
  const ended = app.entries.filter(({ message }) => message.startsWith(`Executed 'Functions.work'`)).length
  return peekedMessageItems.length === 0 && begun === ended
}

async function count(storage: Storage, accepted: number, deliveries: readonly Delivery[]): Promise<Counts> {
  const times = new Map<string, number>()
  for (const { message } of deliveries) times.set(message, (times.get(message) ?? 0) + 1)
  return {
    accepted,
    deliveries: times,
    retried: deliveries.filter(({ time }) => time > 1).length,
    done: [...(await storage.texts('done'))].sort(),
    poisoned: [...(await storage.texts('work-poison'))].sort(),
    left: await storage.count('work'),
  }
}

interface Delivery {
  readonly message: string
  /** The dequeue count that came with it. */
  readonly time: number
}

function readDeliveries({ directory }: RunningApp): readonly Delivery[] {
  const path = join(directory, 'deliveries.jsonl')
  if (!existsSync(path)) return []
  const lines = readFileSync(path, 'utf8').trim().split('\n')
  return lines.map((line) => JSON.parse(line))
}
