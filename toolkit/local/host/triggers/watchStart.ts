import type { BlobServiceClient } from '@azure/storage-blob'
import { z } from 'zod'
import { isNotFound } from '../storageClients.ts'

/**
 * When a function was first watched for. Event Grid tells of blobs that are written from then on, never of older
 * ones, so what stands in its place has to remember that time. Storage counts in whole seconds.
 */
export async function watchStart(
  service: BlobServiceClient,
  hostId: string,
  functionId: string,
  now: Date,
): Promise<Date> {
  const container = service.getContainerClient('azure-webjobs-hosts')
  const blob = container.getBlockBlobClient(`blobscaninfo/${hostId}/${functionId}/watchStart`)
  try {
    return START.parse(JSON.parse((await blob.downloadToBuffer()).toString())).since
  } catch (error) {
    if (!isNotFound(error)) throw error
  }
  const since = new Date(Math.floor(now.getTime() / 1000) * 1000)
  await container.createIfNotExists()
  await blob.uploadData(Buffer.from(JSON.stringify({ since })))
  return since
}

const START = z.object({ since: z.coerce.date() })
