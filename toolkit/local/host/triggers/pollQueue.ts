import { setTimeout as sleep } from 'node:timers/promises'
import type { DequeuedMessageItem, QueueClient } from '@azure/storage-queue'
import { isNotFound, whatNext } from '../storageClients.ts'
import type { Listener } from './listener.ts'
import { processMessage } from './queueMessage.ts'
import { type QueueWorker, VISIBILITY_TIMEOUT } from './queueWorker.ts'

/** Fetches the messages of a queue, as many at once as its settings allow, and works on each. Contract 10.1 */
export function pollQueue(worker: QueueWorker): Listener {
  const { queue, settings, log } = worker
  const stopping = new AbortController()
  const running = new Set<Promise<void>>()
  let isBroken = false

  async function poll(): Promise<void> {
    let pause = SHORTEST_PAUSE
    while (!stopping.signal.aborted) {
      if (running.size > settings.newBatchThreshold) {
        await Promise.race(running)
        continue
      }
      const messages = await receive(queue, settings.batchSize).then(recover, report)
      if (stopping.signal.aborted) {
        await Promise.all(messages.map((message) => giveBack(queue, message)))
        return
      }
      for (const message of messages) start(message)
      pause = messages.length > 0 ? SHORTEST_PAUSE : Math.min(pause * 2, settings.longestPause)
      if (messages.length > 0) continue
      await sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }

  function start(message: DequeuedMessageItem): void {
    const run: Promise<void> = processMessage(worker, message)
      .catch((error: unknown) => log('error', notSettled(queue, message, error)))
      .then(() => {
        running.delete(run)
      })
    running.add(run)
  }

  function recover(messages: DequeuedMessageItem[]): DequeuedMessageItem[] {
    isBroken = false
    return messages
  }

  function report(error: unknown): [] {
    // One entry for an outage, not one for each attempt.
    if (!isBroken) {
      log('error', `Queue '${queue.name}' cannot be read: ${reasonOf(error)}. ${whatNext(error)}`)
    }
    isBroken = true
    return []
  }

  const polling = poll()
  return {
    async stop() {
      stopping.abort()
      await polling
      await Promise.all(running)
    },
  }
}

export const SHORTEST_PAUSE = 100

async function receive(queue: QueueClient, batchSize: number): Promise<DequeuedMessageItem[]> {
  try {
    const options = { numberOfMessages: batchSize, visibilityTimeout: VISIBILITY_TIMEOUT }
    return (await queue.receiveMessages(options)).receivedMessageItems
  } catch (error) {
    if (!isNotFound(error)) throw error
    await queue.createIfNotExists()
    return []
  }
}

/** Lets another host have a message at once that arrived too late here. */
async function giveBack(
  queue: QueueClient,
  { messageId, popReceipt, messageText }: DequeuedMessageItem,
): Promise<void> {
  await queue.updateMessage(messageId, popReceipt, messageText, 0).catch(() => undefined) // it comes back by itself
}

function notSettled(queue: QueueClient, { messageId }: DequeuedMessageItem, error: unknown): string {
  return (
    `Message ${messageId} was worked on, but queue '${queue.name}' could not be told: ${reasonOf(error)}. ` +
    `It comes again at most 10 minutes after it came last, whether the function succeeded or not.`
  )
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
