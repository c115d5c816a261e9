import { isIP } from 'node:net'
import { z } from 'zod'
import { isType } from '../bindingType.ts'
import type { HostedFunction } from '../functionFolders.ts'
import type { Log } from '../logEntry.ts'
import type { StorageClients } from '../storageClients.ts'
import {
  type BlobMessage,
  blobFunctionId,
  blobQueue,
  quotedETag,
  sendBlobMessage,
} from '../triggers/blobMessage.ts'
import { withReceipt } from '../triggers/blobReceipt.ts'

export interface BlobEventServices {
  readonly functions: readonly HostedFunction[]
  readonly storage: StorageClients
  readonly hostId: string
  readonly log: Log
}

/**
 * Puts what Event Grid tells of blobs into the queue from which blob functions are run; answers with what is wrong with
 * an event that cannot be used. Contract 10.2
 */
export async function takeBlobEvents(
  functionId: string,
  events: readonly Readonly<Record<string, unknown>>[],
  services: BlobEventServices,
): Promise<string | undefined> {
  const { functions, log } = services
  const isKnown = functions.some(
    ({ name, trigger }) => blobFunctionId(name) === functionId && isType(trigger, 'blobTrigger'),
  )
  if (!isKnown) {
    log({ level: 'warning', category: 'Host.Triggers.Blobs', message: dropped(functionId, functions) })
    return undefined
  }
  for (const event of events) {
    const parsed = eventSchema.safeParse(event)
    if (!parsed.success)
      return `An event of a blob has data.url, data.blobType and data.eTag. ${first(parsed.error)}`
    await enqueue(messageOf(parsed.data, functionId), services)
  }
  return undefined
}

const eventSchema = z.object({
  data: z.object({ url: z.url(), blobType: z.string(), eTag: z.string() }),
})

function messageOf({ data }: z.infer<typeof eventSchema>, functionId: string): Omit<BlobMessage, 'Type'> {
  const { hostname, pathname } = new URL(data.url)
  const segments = pathname.split('/').slice(1).map(decodeURIComponent)
  // The emulator, at localhost, an address or the name of a container, has the account in the path.
  const isEmulator = isIP(hostname) || !hostname.includes('.')
  const [container = '', ...name] = isEmulator ? segments.slice(1) : segments
  return {
    FunctionId: functionId,
    BlobType: data.blobType,
    ContainerName: container,
    BlobName: name.join('/'),
    ETag: quotedETag(data.eTag),
  }
}

/** An event counts however often it comes; its receipt keeps the scan from finding the same blob. */
async function enqueue(message: Omit<BlobMessage, 'Type'>, services: BlobEventServices): Promise<void> {
  const { storage, hostId } = services
  const { FunctionId: functionId, ContainerName: container, BlobName: blobName, ETag: etag } = message
  const queue = blobQueue(storage, hostId)
  let isSent = false
  await withReceipt(storage.blobs(undefined), { hostId, functionId, container, blobName, etag }, async () => {
    await sendBlobMessage(queue, message)
    isSent = true
  })
  if (!isSent) await sendBlobMessage(queue, message)
}

function dropped(functionId: string, functions: readonly HostedFunction[]): string {
  const names = functions
    .filter(({ trigger }) => isType(trigger, 'blobTrigger'))
    .map(({ name }) => blobFunctionId(name))
  return (
    `Event Grid tells of a blob for '${functionId}', which is no blob function of this app: the host takes the event and ` +
    `drops it. functionName in the webhook's URL has to be one of: ${names.join(', ') || 'none'}.`
  )
}

function first({ issues }: z.ZodError): string {
  const [issue] = issues
  return issue ? `${issue.path.join('.')}: ${issue.message}.` : ''
}
