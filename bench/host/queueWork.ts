import { setTimeout as sleep } from 'node:timers/promises'
import { BlobServiceClient } from '@azure/storage-blob'
import { type QueueClient, QueueServiceClient } from '@azure/storage-queue'
import { startAzurite } from '../../toolkit/local/host/fixtures/azurite.ts'
import type { Say } from '../measurement.ts'
import { startHostServer } from './servers.ts'

const MESSAGES = 1_000
// Of the app's queue function.
const QUEUE = 'orders'
const CONTAINER = 'receipts'

/** Time for 1,000 messages through the host, against that of the storage calls alone. */
export async function measureQueue(appDirectory: string, say: Say): Promise<number> {
  await using azurite = await startAzurite()
  const { connectionString } = azurite
  const queue = QueueServiceClient.fromConnectionString(connectionString).getQueueClient(QUEUE)
  const blobs = BlobServiceClient.fromConnectionString(connectionString).getContainerClient(CONTAINER)
  await Promise.all([queue.createIfNotExists(), blobs.createIfNotExists()])
  const upload = (name: string) => blobs.getBlockBlobClient(name).upload('{"id":"1","items":1}', 20)

  say(`host: ${MESSAGES} messages, storage alone`)
  await fill(queue)
  const least = await timed(() => drain(queue, upload))

  say(`host: ${MESSAGES} messages`)
  await using _host = await startHostServer(appDirectory, { AzureWebJobsStorage: connectionString })
  // The first few warm the host up; what counts is the rest.
  await queue.sendMessage(message('warm'))
  await untilEmpty(queue)
  await fill(queue)
  const worked = await timed(() => untilEmpty(queue))
  return worked / least
}

function message(id: string): string {
  return Buffer.from(JSON.stringify({ id, lines: [{ sku: 'a', name: 'b', quantity: 1 }] })).toString('base64')
}

async function fill(queue: QueueClient): Promise<void> {
  for (let sent = 0; sent < MESSAGES; sent += 50) {
    await Promise.all(
      Array.from({ length: 50 }, (_, index) => queue.sendMessage(message(String(sent + index)))),
    )
  }
}

/** What has to be done for each message whoever does it: receive, write the blob, delete. */
async function drain(queue: QueueClient, upload: (name: string) => Promise<unknown>): Promise<void> {
  for (;;) {
    const { receivedMessageItems: items } = await queue.receiveMessages({ numberOfMessages: 32 })
    if (items.length === 0) return
    await Promise.all(
      items.map(async ({ messageId, popReceipt }) => {
        await upload(`${messageId}.json`)
        await queue.deleteMessage(messageId, popReceipt)
      }),
    )
  }
}

async function untilEmpty(queue: QueueClient): Promise<void> {
  while (((await queue.getProperties()).approximateMessagesCount ?? 0) > 0) await sleep(50)
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}
