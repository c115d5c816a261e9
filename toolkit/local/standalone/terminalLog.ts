import type { Log } from '../host/logEntry.ts'
import { logLines } from '../printLog.ts'

export interface TerminalLog {
  readonly log: Log
  /** Writes what is still to be written. */
  flush(): void
}

/** A log on standard output, written in one piece for all that happens at the same time: a terminal is slow. */
export function terminalLog(): TerminalLog {
  let pending: string[] = []
  const flush = () => {
    if (pending.length === 0) return
    const lines = pending
    pending = []
    process.stdout.write(`${lines.join('\n')}\n`)
  }
  return {
    flush,
    log(entry) {
      if (pending.length === 0) setImmediate(flush)
      pending.push(logLines(entry, new Date()))
    },
  }
}
