import type { QueueClient } from '@azure/storage-queue'
import { z } from 'zod'
import { send } from '../outputs/queueOutput.ts'
import type { StorageClients } from '../storageClients.ts'

const schema = z.object({
  Type: z.literal('BlobTrigger'),
  FunctionId: z.string(),
  BlobType: z.string(),
  ContainerName: z.string(),
  BlobName: z.string(),
  ETag: z.string(),
})

/** What the host tells itself, over a queue of its own, about a blob that was written. Contract 10.2 */
export type BlobMessage = z.infer<typeof schema>

export function parseBlobMessage(body: Buffer): BlobMessage | undefined {
  try {
    return schema.safeParse(JSON.parse(body.toString())).data
  } catch {
    return undefined
  }
}

export function blobQueue(storage: StorageClients, hostId: string): QueueClient {
  return storage.queues(undefined).getQueueClient(`azure-webjobs-blobtrigger-${hostId}`)
}

export function sendBlobMessage(queue: QueueClient, message: Omit<BlobMessage, 'Type'>): Promise<void> {
  const text = JSON.stringify({ Type: 'BlobTrigger', ...message })
  return send(queue, Buffer.from(text).toString('base64'))
}

export function blobFunctionId(functionName: string): string {
  return `Host.Functions.${functionName}`
}

/** A listing and Event Grid have it without the quotes that a blob's own answer has. */
export function quotedETag(etag: string): string {
  return etag.startsWith('"') ? etag : `"${etag}"`
}
