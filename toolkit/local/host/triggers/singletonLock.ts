import { setTimeout as sleep } from 'node:timers/promises'
import { type BlobLeaseClient, type BlobServiceClient, RestError } from '@azure/storage-blob'
import { isNotFound } from '../storageClients.ts'

/** The right to be the one of all hosts of an app that does something. */
export interface SingletonLock {
  /** Aborted when another host may have it. */
  readonly lost: AbortSignal
  release(): Promise<void>
}

export interface WantedLock {
  readonly service: BlobServiceClient
  /** The blob in `azure-webjobs-hosts` that stands for it. */
  readonly path: string
  readonly signal: AbortSignal
  readonly onError: (error: unknown) => void
}

/**
 * Waits for a lock that is a lease on a blob, as in the real host; undefined when aborted. The lease is 15 s, not 60,
 * so that a timer goes on soon after a crash. Contract 10.3
 */
export async function waitForLock({
  service,
  path,
  signal,
  onError,
}: WantedLock): Promise<SingletonLock | undefined> {
  const container = service.getContainerClient('azure-webjobs-hosts')
  const blob = container.getBlockBlobClient(path)
  const lease = blob.getBlobLeaseClient()
  let isBroken = false
  while (!signal.aborted) {
    try {
      await lease.acquireLease(LEASE)
      return keep(lease)
    } catch (error) {
      if (isNotFound(error)) {
        await container
          .createIfNotExists()
          .then(() => blob.upload('', 0, { conditions: { ifNoneMatch: '*' } }))
          .catch(() => undefined) // the next attempt tells
      } else if (!isRefusal(error)) {
        // One entry for an outage, not one for each attempt.
        if (!isBroken) onError(error)
        isBroken = true
      }
      if (!isNotFound(error)) await sleep(PAUSE, undefined, { signal }).catch(() => undefined)
    }
  }
  return undefined
}

/** Seconds. */
const LEASE = 15
const RENEWAL = 5_000
const PAUSE = 1_000

function keep(lease: BlobLeaseClient): SingletonLock {
  const lost = new AbortController()
  const renew = async () => {
    try {
      await lease.renewLease()
    } catch (error) {
      // While the service is away nobody else gets the lease either.
      if (isNotFound(error) || isRefusal(error)) lost.abort()
    }
  }
  const timer = setInterval(() => void renew(), RENEWAL).unref()
  return {
    lost: lost.signal,
    async release() {
      clearInterval(timer)
      // It runs out by itself otherwise.
      await lease.releaseLease().catch(() => undefined)
    },
  }
}

/** Whether another holds the lease. */
function isRefusal(error: unknown): boolean {
  return error instanceof RestError && (error.statusCode === 409 || error.statusCode === 412)
}
