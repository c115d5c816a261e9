import { BlobServiceClient } from '@azure/storage-blob'
import { QueueServiceClient } from '@azure/storage-queue'
import type { StorageAccess } from './storageAccess.ts'

/** Deletes every container and queue of an account. */
export async function emptyAccount({ connectionString }: StorageAccess): Promise<void> {
  const blobs = BlobServiceClient.fromConnectionString(connectionString)
  for await (const { name } of blobs.listContainers()) await blobs.deleteContainer(name)
  const queues = QueueServiceClient.fromConnectionString(connectionString)
  for await (const { name } of queues.listQueues()) await queues.deleteQueue(name)
}
