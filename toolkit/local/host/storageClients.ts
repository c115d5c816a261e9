import { TableClient } from '@azure/data-tables'
import { BlobServiceClient } from '@azure/storage-blob'
import { QueueServiceClient } from '@azure/storage-queue'
import { connectionString } from './connection.ts'

/** Storage clients for what a binding's `connection` names; each throws UserError when it is not set. */
export interface StorageClients {
  queues(connection: unknown): QueueServiceClient
  blobs(connection: unknown): BlobServiceClient
  table(connection: unknown, name: string): TableClient
}

export function createStorageClients(environment: Readonly<Record<string, string>>): StorageClients {
  const queueClients = new Map<string, QueueServiceClient>()
  const blobClients = new Map<string, BlobServiceClient>()
  const tableClients = new Map<string, TableClient>()
  return {
    table(connection, name) {
      const text = connectionString(connection, environment)
      return remember(tableClients, `${name} ${text}`, () =>
        TableClient.fromConnectionString(text, name, TABLE_OPTIONS),
      )
    },
    queues: (connection) =>
      remember(queueClients, connectionString(connection, environment), (text) =>
        QueueServiceClient.fromConnectionString(text, OPTIONS),
      ),
    blobs: (connection) =>
      remember(blobClients, connectionString(connection, environment), (text) =>
        BlobServiceClient.fromConnectionString(text, OPTIONS),
      ),
  }
}

/** Whether a storage call failed because the queue, container or blob is not there. */
export function isNotFound(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'statusCode' in error && error.statusCode === 404
}

/** Whether a storage call failed because nobody answered, or answered that it cannot now. */
export function isOutage(error: unknown): boolean {
  const status = typeof error === 'object' && error !== null && 'statusCode' in error && error.statusCode
  return typeof status !== 'number' || status >= 500
}

// The emulator is on this machine: if it does not answer twice it is down, and stopping must not wait for it.
// One that takes a call and never answers must not hold an invocation for ever.
const TABLE_OPTIONS = { allowInsecureConnection: true, retryOptions: { maxRetries: 1, retryDelayInMs: 100 } }
const OPTIONS = { retryOptions: { maxTries: 2, retryDelayInMs: 100, tryTimeoutInMs: 60_000 } }

function remember<T>(known: Map<string, T>, key: string, create: (key: string) => T): T {
  const client = known.get(key) ?? create(key)
  known.set(key, client)
  return client
}
