import { setTimeout as sleep } from 'node:timers/promises'
import type { BlobItem, ContainerClient } from '@azure/storage-blob'
import type { BlobPattern } from '../blobPattern.ts'
import { isNotFound, isOutage } from '../storageClients.ts'
import type { Listener } from './listener.ts'

export interface BlobScan {
  readonly container: ContainerClient
  readonly pattern: BlobPattern
  /** Takes a blob that was written; false asks to be given it again. */
  readonly found: (blob: BlobItem) => Promise<boolean>
  readonly onError: (error: unknown) => void
}

/**
 * Looks through a container again and again for blobs that are new or were written since. The real host does so
 * every 10 s or later (contract 10.2); here it takes a second, and for a big container ten times what a look takes.
 */
export function scanContainer({ container, pattern, found, onError }: BlobScan): Listener {
  const stopping = new AbortController()
  let seen = new Map<string, string>()
  let isBroken = false

  async function scan(): Promise<void> {
    while (!stopping.signal.aborted) {
      const started = performance.now()
      try {
        await look()
        isBroken = false
      } catch (error) {
        // One entry for an outage, not one for each attempt.
        if (!isBroken && !stopping.signal.aborted) onError(error)
        isBroken = true
      }
      const pause = Math.max(PAUSE, 10 * (performance.now() - started))
      await sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }

  async function look(): Promise<void> {
    const present = new Map<string, string>()
    let refused: { error: unknown } | undefined
    for await (const blob of list(container)) {
      if (stopping.signal.aborted) return
      const { etag } = blob.properties
      if (!pattern.match(blob.name)) continue
      try {
        if (seen.get(blob.name) === etag || (await found(blob))) present.set(blob.name, etag)
      } catch (error) {
        if (isOutage(error)) throw error
        // The others must not wait for this one.
        refused = { error }
      }
    }
    seen = present
    if (refused) throw refused.error
  }

  const scanning = scan()
  return {
    async stop() {
      stopping.abort()
      await scanning
    },
  }
}

const PAUSE = 1_000

/** Nothing while the container is missing. */
async function* list(container: ContainerClient): AsyncGenerator<BlobItem> {
  try {
    yield* container.listBlobsFlat()
  } catch (error) {
    if (!isNotFound(error)) throw error
  }
}
