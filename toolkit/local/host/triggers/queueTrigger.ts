import { availableParallelism } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import type { DequeuedMessageItem, QueueClient } from '@azure/storage-queue'
import { UserError } from '../../../build/userError.ts'
import { isNotFound } from '../storageClients.ts'
import { processMessage, VISIBILITY_TIMEOUT } from './queueMessage.ts'
import type { StartListener } from './startListeners.ts'

/**
 * Polls a storage queue and runs the function for each message. Contract 10.1, but for the pauses while the queue
 * is empty: they grow from 100 ms to 1 s here (on Azure to a minute) so that a laptop feels quick. A shorter
 * `maxPollingInterval` in host.json counts.
 */
export const startQueueListener: StartListener = (hosted, services) => {
  const { queues, storage, log } = services
  const { trigger } = hosted
  if (typeof trigger.queueName !== 'string' || trigger.queueName === '') {
    throw new UserError('queue-name-missing', `Binding '${trigger.name}' needs 'queueName'.`)
  }
  const queue = storage.queues(trigger.connection).getQueueClient(trigger.queueName.toLowerCase())
  const poison = storage.queues(trigger.connection).getQueueClient(`${queue.name}-poison`)
  const threshold = queues.newBatchThreshold ?? (queues.batchSize / 2) * availableParallelism()
  const longestPause = Math.max(
    SHORTEST_PAUSE,
    Math.min(LONGEST_PAUSE, queues.maxPollingInterval ?? LONGEST_PAUSE),
  )
  const stopping = new AbortController()
  const running = new Set<Promise<void>>()
  let isBroken = false

  async function poll(): Promise<void> {
    let pause = SHORTEST_PAUSE
    while (!stopping.signal.aborted) {
      if (running.size > threshold) {
        await Promise.race(running)
        continue
      }
      const messages = await receive(queue, queues.batchSize).then(recover, report)
      if (stopping.signal.aborted) {
        await Promise.all(messages.map((message) => giveBack(queue, message)))
        return
      }
      for (const message of messages) start(message)
      pause = messages.length > 0 ? SHORTEST_PAUSE : Math.min(pause * 2, longestPause)
      if (messages.length > 0) continue
      await sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }

  function start(message: DequeuedMessageItem): void {
    const run: Promise<void> = processMessage({ hosted, message, queue, poison, services })
      .catch(report)
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
      const reason = error instanceof Error ? error.message : String(error)
      const message = `Work on queue '${queue.name}' for function '${hosted.name}' failed: ${reason}. The host tries again.`
      log({ level: 'error', category: 'Host.Triggers.Queue', message, functionName: hosted.name })
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

const SHORTEST_PAUSE = 100
const LONGEST_PAUSE = 1_000

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
