import { TableClient } from '@azure/data-tables'
import { BlobServiceClient } from '@azure/storage-blob'
import { QueueServiceClient } from '@azure/storage-queue'
import { connectionString, invalidConnection } from './connection.ts'

/** Storage clients for what a binding's `connection` names; each throws UserError when it is not set or none. */
export interface StorageClients {
  queues(connection: unknown): QueueServiceClient
  blobs(connection: unknown): BlobServiceClient
  table(connection: unknown, name: string): TableClient
}

export function createStorageClients(environment: Readonly<Record<string, string>>): StorageClients {
  const queueClients = new Map<string, QueueServiceClient>()
  const blobClients = new Map<string, BlobServiceClient>()
  const tableClients = new Map<string, TableClient>()
  function client<T>(
    known: Map<string, T>,
    connection: unknown,
    create: (connectionString: string) => T,
    name = '',
  ): T {
    const text = connectionString(connection, environment)
    const key = `${name} ${text}`
    try {
      const found = known.get(key) ?? create(text)
      known.set(key, found)
      return found
    } catch (error) {
      throw invalidConnection(connection, error)
    }
  }

  return {
    table: (connection, name) =>
      client(
        tableClients,
        connection,
        (text) => TableClient.fromConnectionString(text, name, TABLE_OPTIONS),
        name,
      ),
    queues: (connection) =>
      client(queueClients, connection, (text) => QueueServiceClient.fromConnectionString(text, OPTIONS)),
    blobs: (connection) =>
      client(blobClients, connection, (text) => BlobServiceClient.fromConnectionString(text, OPTIONS)),
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

/** What follows on why a service could not be read by a listener, which goes on trying. */
export function whatNext(error: unknown): string {
  return isOutage(error)
    ? 'Start that service, or mend the connection string; the host tries again.'
    : 'The host tries again.'
}
