import type { BlobServiceClient, BlockBlobClient } from '@azure/storage-blob'
import { isNotFound } from '../storageClients.ts'

export interface ReceiptKey {
  readonly hostId: string
  readonly functionId: string
  readonly container: string
  readonly blobName: string
  readonly etag: string
}

/**
 * Calls `enqueue` unless a receipt says that this was done for this version of the blob; then leaves a receipt.
 * Several hosts may try at once: one wins. False when another has it in hand. Contract 10.2
 */
export async function withReceipt(
  service: BlobServiceClient,
  key: ReceiptKey,
  enqueue: () => Promise<void>,
): Promise<boolean> {
  const container = service.getContainerClient('azure-webjobs-hosts')
  const { hostId, functionId, etag, blobName } = key
  const name = `blobreceipts/${hostId}/${functionId}/${etag}/${key.container}/${blobName}`
  const receipt = container.getBlockBlobClient(name)
  const known = await isCompleted(receipt)
  if (known) return true
  if (known === undefined) {
    await container.createIfNotExists()
    if (!(await create(receipt))) return false
  }
  const lease = receipt.getBlobLeaseClient()
  try {
    await lease.acquireLease(LEASE)
  } catch (error) {
    if (statusOf(error) === 409 || isNotFound(error)) return false
    throw error
  }
  try {
    if (await isCompleted(receipt)) return true
    await enqueue()
    await receipt.setMetadata({ Completed: 'true' }, { conditions: { leaseId: lease.leaseId } })
    return true
  } finally {
    // It runs out by itself otherwise.
    await lease.releaseLease().catch(() => undefined)
  }
}

/** Seconds. */
const LEASE = 30

/** Undefined when there is no receipt. */
async function isCompleted(receipt: BlockBlobClient): Promise<boolean | undefined> {
  try {
    const { metadata = {} } = await receipt.getProperties()
    return Object.entries(metadata).some(
      ([key, value]) => key.toLowerCase() === 'completed' && value === 'true',
    )
  } catch (error) {
    if (isNotFound(error)) return undefined
    throw error
  }
}

async function create(receipt: BlockBlobClient): Promise<boolean> {
  try {
    await receipt.upload('', 0, { conditions: { ifNoneMatch: '*' }, metadata: { Completed: 'false' } })
    return true
  } catch (error) {
    const status = statusOf(error)
    if (status === 409 || status === 412) return false
    throw error
  }
}

function statusOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : undefined
}
