import { setTimeout as sleep } from 'node:timers/promises'
import type { DequeuedMessageItem, QueueClient } from '@azure/storage-queue'
import { base64Guess } from '../answer/base64Guess.ts'
import { send } from '../outputs/queueOutput.ts'
import { isNotFound, isOutage } from '../storageClients.ts'
import { type QueueWorker, VISIBILITY_TIMEOUT } from './queueWorker.ts'

/**
 * Works on one message, then deletes it, returns it to its queue, or moves it to the poison queue. Contract 10.1.
 * Rejects when the queue service does not take that: then the message comes again.
 */
export async function processMessage(worker: QueueWorker, message: DequeuedMessageItem): Promise<void> {
  const { queue, poison, settings } = worker
  const body = decode(message.messageText, settings.messageEncoding)
  if (!body) {
    worker.log('warning', `A message that is not base64 moves to queue '${poison.name}' without a call.`)
    return await moveToPoison(worker, message, message.popReceipt)
  }
  // The host that had it for the last time did not live to move it.
  if (message.dequeueCount > settings.maxDequeueCount && !isPoison(queue)) {
    return await giveUp(worker, message, message.popReceipt)
  }
  const lock = keepInvisible(queue, message)
  const succeeded = await worker.run(message, body)
  const popReceipt = await lock.release()
  if (succeeded) await deleteMessage(queue, message.messageId, popReceipt)
  else await afterFailure(worker, message, popReceipt)
}

async function afterFailure(
  worker: QueueWorker,
  message: DequeuedMessageItem,
  popReceipt: string,
): Promise<void> {
  const { queue, settings } = worker
  // Nothing is poisonous to a poison queue. The host leaves it invisible, so that it does not run in a circle.
  if (isPoison(queue)) return
  if (message.dequeueCount >= settings.maxDequeueCount) return await giveUp(worker, message, popReceipt)
  const seconds = Math.round(settings.visibilityTimeout / 1000)
  await insist(() => queue.updateMessage(message.messageId, popReceipt, undefined, seconds))
}

async function giveUp(worker: QueueWorker, message: DequeuedMessageItem, popReceipt: string): Promise<void> {
  const { maxDequeueCount } = worker.settings
  worker.log(
    'warning',
    `Message has reached MaxDequeueCount of ${maxDequeueCount}. Moving message to queue '${worker.poison.name}'.`,
  )
  await moveToPoison(worker, message, popReceipt)
}

async function moveToPoison(
  { queue, poison }: QueueWorker,
  message: DequeuedMessageItem,
  popReceipt: string,
): Promise<void> {
  await insist(() => send(poison, message.messageText))
  await deleteMessage(queue, message.messageId, popReceipt)
}

function isPoison(queue: QueueClient): boolean {
  return queue.name.endsWith('-poison')
}

/** Renews a message's invisibility at half time; `release` ends that and gives the receipt that is valid now. */
function keepInvisible(queue: QueueClient, message: DequeuedMessageItem): { release(): Promise<string> } {
  let receipt = Promise.resolve(message.popReceipt)
  const renew = async (current: string): Promise<string> => {
    const update = await queue.updateMessage(message.messageId, current, undefined, VISIBILITY_TIMEOUT)
    return update.popReceipt ?? current
  }
  const timer = setInterval(
    () => {
      receipt = receipt.then((current) => renew(current).catch(() => current))
    },
    (VISIBILITY_TIMEOUT / 2) * 1000,
  )
  return {
    release() {
      clearInterval(timer)
      return receipt
    },
  }
}

async function deleteMessage(queue: QueueClient, id: string, popReceipt: string): Promise<void> {
  await insist(async () => {
    try {
      await queue.deleteMessage(id, popReceipt)
    } catch (error) {
      // Somebody cleared the queue meanwhile: it is gone, which is all we want.
      if (!isNotFound(error)) throw error
    }
  })
}

/** What was worked on must not be forgotten because the service was away for a moment. */
async function insist(act: () => Promise<unknown>): Promise<void> {
  for (const pause of PAUSES) {
    try {
      await act()
      return
    } catch (error) {
      if (!isOutage(error)) throw error
      await sleep(pause, undefined, { ref: false })
    }
  }
  await act()
}

const PAUSES = [200, 800, 2_000, 4_000]

function decode(text: string, encoding: 'base64' | 'none'): Buffer | undefined {
  if (encoding === 'none') return Buffer.from(text)
  return base64Guess(text)
}
