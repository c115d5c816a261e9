import { availableParallelism } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import type { DequeuedMessageItem } from '@azure/storage-queue'
import { isType } from '../bindingType.ts'
import { blobPattern } from '../blobPattern.ts'
import type { HostedFunction } from '../functionFolders.ts'
import { whatNext } from '../storageClients.ts'
import { blobFunctionId, blobQueue, parseBlobMessage, quotedETag, sendBlobMessage } from './blobMessage.ts'
import { withReceipt } from './blobReceipt.ts'
import { scanContainer } from './blobScanner.ts'
import type { Listener } from './listener.ts'
import { pollQueue, SHORTEST_PAUSE } from './pollQueue.ts'
import { readWrittenBlob } from './readWrittenBlob.ts'
import type { ListenerServices, StartListener } from './startListeners.ts'
import { watchStart } from './watchStart.ts'

/**
 * Runs functions for blobs that are new or written again. As on Azure a scan puts each into a queue of the host,
 * from which it is worked on: what fails comes again, up to five times, then a message in
 * `webjobs-blobtrigger-poison` tells of it. Contract 10.2. With source EventGrid the scan takes Event Grid's place, where
 * nobody sends its events.
 */
export function createBlobListeners(services: ListenerServices): StartListener {
  const functions = new Map<string, HostedFunction>()
  let polling: Listener | undefined
  return (hosted) => {
    const pattern = blobPattern(hosted.trigger.path)
    const container = services.storage.blobs(hosted.trigger.connection).getContainerClient(pattern.container)
    const receipts = services.storage.blobs(undefined)
    const queue = blobQueue(services.storage, services.hostId)
    const functionId = blobFunctionId(hosted.name)
    functions.set(functionId, hosted)
    polling ??= pollHostQueue(functions, services)
    const work = polling
    const isByEvent = isOfEventGrid(hosted)
    const started = new Date()
    let since: Date | undefined
    const scan = scanContainer({
      container,
      pattern,
      async found({ name, properties }) {
        if (isByEvent) {
          since ??= await watchStart(receipts, services.hostId, functionId, started)
          if (properties.lastModified < since) return true
        }
        const etag = quotedETag(properties.etag)
        const { hostId } = services
        const key = { hostId, functionId, container: pattern.container, blobName: name, etag }
        return withReceipt(receipts, key, () =>
          sendBlobMessage(queue, {
            FunctionId: functionId,
            BlobType: properties.blobType ?? 'BlockBlob',
            ContainerName: pattern.container,
            BlobName: name,
            ETag: etag,
          }),
        )
      },
      onError: (error) => {
        const message = `Container '${pattern.container}' cannot be looked through: ${reasonOf(error)}. ${whatNext(error)}`
        services.log({ level: 'error', category: CATEGORY, message, functionName: hosted.name })
      },
    })
    return {
      async stop() {
        await Promise.all([scan.stop(), work.stop()])
      },
    }
  }
}

const CATEGORY = 'Host.Triggers.Blobs'

function pollHostQueue(functions: ReadonlyMap<string, HostedFunction>, services: ListenerServices): Listener {
  const { blobs, storage } = services
  const atOnce = blobs.maxDegreeOfParallelism ?? 8 * availableParallelism()
  const batchSize = Math.min(LARGEST_BATCH, Math.ceil(atOnce / 2))
  return pollQueue({
    queue: blobQueue(services.storage, services.hostId),
    poison: storage.queues(undefined).getQueueClient('webjobs-blobtrigger-poison'),
    settings: {
      batchSize,
      newBatchThreshold: atOnce - batchSize,
      maxDequeueCount: blobs.poisonBlobThreshold,
      visibilityTimeout: 0,
      messageEncoding: 'base64',
      longestPause: LONGEST_PAUSE,
    },
    run: (message, body) => runOne(functions, services, message, body),
    log: (level, message) => services.log({ level, category: CATEGORY, message }),
  })
}

const LARGEST_BATCH = 32
const LONGEST_PAUSE = Math.max(1_000, SHORTEST_PAUSE)

async function runOne(
  functions: ReadonlyMap<string, HostedFunction>,
  services: ListenerServices,
  { messageId }: DequeuedMessageItem,
  body: Buffer,
): Promise<boolean> {
  const message = parseBlobMessage(body)
  const hosted = message && functions.get(message.FunctionId)
  if (!hosted) {
    const text = `Message ${messageId} of the host's blob queue is for no function of this host: ${body}`
    services.log({ level: 'warning', category: CATEGORY, message: text })
    // Another version of the app may be about to take over.
    await sleep(PATIENCE)
    return false
  }
  try {
    const path = { container: message.ContainerName, name: message.BlobName }
    const blob = await readWrittenBlob(hosted.trigger, path, services.storage)
    if (!blob) return true
    // Written again since: then the scan has seen, or will see, that version. Events are not asked for theirs.
    if (!isOfEventGrid(hosted) && quotedETag(blob.etag) !== message.ETag) return true
    return (await services.invoke(hosted, blob.event(hosted.name), () => true)) ?? false
  } catch (error) {
    const text = `Blob '${message.ContainerName}/${message.BlobName}' cannot be read: ${reasonOf(error)}.`
    services.log({ level: 'error', category: CATEGORY, message: text, functionName: hosted.name })
    return false
  }
}

const PATIENCE = 1_000

/** Whether Event Grid tells of the blobs, to the webhook of the host. */
export function isOfEventGrid({ trigger }: HostedFunction): boolean {
  return isType(trigger, 'blobTrigger') && String(trigger.source).toLowerCase() === 'eventgrid'
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
