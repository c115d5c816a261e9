import { BlobServiceClient } from '@azure/storage-blob'
import { type QueueClient, QueueServiceClient } from '@azure/storage-queue'
import { type Azurite, startAzurite } from '../../toolkit/local/host/fixtures/azurite.ts'

/** A storage account and what a test asks of it. */
export interface Storage extends AsyncDisposable {
  readonly settings: { readonly AzureWebJobsStorage: string }
  readonly blobs: BlobServiceClient
  queue(name: string): QueueClient
  /** Puts a message into a queue as the host expects it; a missing queue is created. */
  send(queueName: string, text: string): Promise<void>
  /** The texts of all visible messages, in their order; [] for a missing queue. */
  texts(queueName: string): Promise<readonly string[]>
  /** How many messages a queue has, invisible ones too; 0 for a missing queue. */
  count(queueName: string): Promise<number>
}

export async function startStorage(): Promise<Storage> {
  return storageOf(await startAzurite())
}

export function storageOf(azurite: Azurite): Storage {
  const queues = QueueServiceClient.fromConnectionString(azurite.connectionString)
  const queue = (name: string) => queues.getQueueClient(name)
  return {
    settings: { AzureWebJobsStorage: azurite.connectionString },
    blobs: BlobServiceClient.fromConnectionString(azurite.connectionString),
    queue,
    async send(queueName, text) {
      await queue(queueName).createIfNotExists()
      await queue(queueName).sendMessage(Buffer.from(text).toString('base64'))
    },
    async texts(queueName) {
      if (!(await queue(queueName).exists())) return []
      const texts: string[] = []
      for (;;) {
        const { receivedMessageItems } = await queue(queueName).receiveMessages({
          numberOfMessages: 32,
          visibilityTimeout: 600,
        })
        if (receivedMessageItems.length === 0) break
        texts.push(...receivedMessageItems.map(({ messageText }) => decode(messageText)))
      }
      return texts
    },
    async count(queueName) {
      if (!(await queue(queueName).exists())) return 0
      return (await queue(queueName).getProperties()).approximateMessagesCount ?? 0
    },
    [Symbol.asyncDispose]: () => azurite[Symbol.asyncDispose](),
  }
}

function decode(text: string): string {
  return Buffer.from(text, 'base64').toString()
}
