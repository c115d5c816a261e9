/** One record of the host's log; the categories are those of the Functions host. */
export interface LogEntry {
  readonly level: 'information' | 'warning' | 'error' | 'debug'
  readonly category: string
  readonly message: string
  readonly functionName?: string
  readonly invocationId?: string
  /** Which of several instances wrote it, counted from 1. */
  readonly instance?: number
}

export type Log = (entry: LogEntry) => void
