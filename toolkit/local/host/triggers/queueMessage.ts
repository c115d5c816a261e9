import type { DequeuedMessageItem, QueueClient } from '@azure/storage-queue'
import { queueTriggerData } from '../envelope/queueTriggerData.ts'
import type { HostedFunction } from '../functionFolders.ts'
import { send } from '../outputs/queueOutput.ts'
import { isNotFound } from '../storageClients.ts'
import type { ListenerServices } from './startListeners.ts'

export interface QueueDelivery {
  readonly hosted: HostedFunction
  readonly message: DequeuedMessageItem
  readonly queue: QueueClient
  readonly poison: QueueClient
  readonly services: ListenerServices
}

/** Runs the function for one message, then deletes it, returns it to the queue, or moves it away. Contract 10.1 */
export async function processMessage(delivery: QueueDelivery): Promise<void> {
  const { hosted, message, queue, services } = delivery
  const body = decode(message.messageText, services.queues.messageEncoding)
  if (!body) {
    warn(delivery, `A message that is not base64 moves to queue '${queue.name}-poison' without a call.`)
    await moveToPoison(delivery, message.popReceipt)
    return
  }
  const lock = keepInvisible(queue, message)
  const trigger = { functionName: hosted.name, queueName: queue.name, dataType: hosted.trigger.dataType }
  const event = queueTriggerData(trigger, {
    id: message.messageId,
    popReceipt: message.popReceipt,
    dequeueCount: message.dequeueCount,
    insertedOn: message.insertedOn,
    expiresOn: message.expiresOn,
    nextVisibleOn: message.nextVisibleOn,
    body,
  })
  const succeeded = await services.invoke(hosted, event, () => true)
  const popReceipt = await lock.release()
  if (succeeded) await deleteMessage(queue, message.messageId, popReceipt)
  else await afterFailure(delivery, popReceipt)
}

/** For how long a message that is worked on stays invisible: 10 minutes, in seconds. */
export const VISIBILITY_TIMEOUT = 600

async function afterFailure(delivery: QueueDelivery, popReceipt: string): Promise<void> {
  const { message, queue, services } = delivery
  const { maxDequeueCount, visibilityTimeout } = services.queues
  if (message.dequeueCount < maxDequeueCount || queue.name.endsWith('-poison')) {
    const seconds = Math.round(visibilityTimeout / 1000)
    await queue.updateMessage(message.messageId, popReceipt, undefined, seconds)
    return
  }
  warn(
    delivery,
    `Message has reached MaxDequeueCount of ${maxDequeueCount}. Moving message to queue '${queue.name}-poison'.`,
  )
  await moveToPoison(delivery, popReceipt)
}

async function moveToPoison({ message, queue, poison }: QueueDelivery, popReceipt: string): Promise<void> {
  await send(poison, message.messageText)
  await deleteMessage(queue, message.messageId, popReceipt)
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
  try {
    await queue.deleteMessage(id, popReceipt)
  } catch (error) {
    // Somebody cleared the queue meanwhile: it is gone, which is all we want.
    if (!isNotFound(error)) throw error
  }
}

function decode(text: string, encoding: 'base64' | 'none'): Buffer | undefined {
  if (encoding === 'none') return Buffer.from(text)
  const isBase64 = text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text)
  return isBase64 ? Buffer.from(text, 'base64') : undefined
}

function warn({ hosted, services }: QueueDelivery, message: string): void {
  services.log({ level: 'warning', category: 'Host.Triggers.Queue', message, functionName: hosted.name })
}
