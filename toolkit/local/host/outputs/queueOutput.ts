import type { QueueClient } from '@azure/storage-queue'
import { queueMessages } from '../answer/queueMessages.ts'
import { bindingProperty } from '../bindingProperty.ts'
import { isNotFound } from '../storageClients.ts'
import type { BindOutput } from './outputBinding.ts'

/** Sends the messages of a `queue` output; a missing queue is created. Contract 6.3, 10.1 */
export const bindQueueOutput: BindOutput = (binding, data, { storage, queues }) => {
  const name = bindingProperty(binding, 'queueName', data).toLowerCase()
  const queue = storage.queues(binding.connection).getQueueClient(name)
  return async (value) => {
    for (const message of queueMessages(value)) {
      await send(
        queue,
        Buffer.from(message).toString(queues.messageEncoding === 'base64' ? 'base64' : 'utf8'),
      )
    }
  }
}

/** Sends one message, creating the queue when it is missing. */
export async function send(queue: QueueClient, text: string): Promise<void> {
  try {
    await queue.sendMessage(text)
  } catch (error) {
    if (!isNotFound(error)) throw error
    await queue.createIfNotExists()
    await queue.sendMessage(text)
  }
}
