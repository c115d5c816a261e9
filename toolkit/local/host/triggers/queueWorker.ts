import type { DequeuedMessageItem, QueueClient } from '@azure/storage-queue'
import type { QueueSettings } from '../../../build/hostJson.ts'
import type { LogEntry } from '../logEntry.ts'

/** A queue whose messages are worked on, and how. */
export interface QueueWorker {
  readonly queue: QueueClient
  /** Where messages go that fail too often. */
  readonly poison: QueueClient
  readonly settings: WorkerSettings
  /** Does what a message asks for; false when that failed. Never rejects. */
  readonly run: (message: DequeuedMessageItem, body: Buffer) => Promise<boolean>
  readonly log: (level: LogEntry['level'], message: string) => void
}

export interface WorkerSettings
  extends Pick<QueueSettings, 'maxDequeueCount' | 'visibilityTimeout' | 'messageEncoding'> {
  readonly batchSize: number
  /** The next batch is fetched when no more messages than this are worked on. */
  readonly newBatchThreshold: number
  /** Milliseconds. */
  readonly longestPause: number
}

/** For how long a message that is worked on stays invisible: 10 minutes, in seconds. Contract 10.1 */
export const VISIBILITY_TIMEOUT = 600
