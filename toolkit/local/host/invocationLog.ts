import { randomUUID } from 'node:crypto'
import type { Log, LogEntry } from './logEntry.ts'

/** The log of one invocation, in the words of the Functions host. */
export interface InvocationLog {
  readonly invocationId: string
  /** One line of the answer's `Logs`. */
  userLine(line: string): void
  warning(message: string): void
  /** Before the wait for another attempt; `delay` in milliseconds. */
  retrying(failure: unknown, delay: number, retry: number, mostRetries: number): void
  succeeded(): void
  failed(error: unknown): void
}

export function startInvocationLog(log: Log, functionName: string, reason: string): InvocationLog {
  const invocationId = randomUUID()
  const started = performance.now()
  const category = `Function.${functionName}`
  const write = (level: LogEntry['level'], message: string, to = category) =>
    log({ level, category: to, message, functionName, invocationId })
  const executed = (result: string) =>
    `Executed 'Functions.${functionName}' (${result}, Id=${invocationId}, Duration=${Math.round(performance.now() - started)}ms)`

  write('information', `Executing 'Functions.${functionName}' (Reason='${reason}', Id=${invocationId})`)
  return {
    invocationId,
    userLine: (line) => write('information', line, `${category}.User`),
    warning: (message) => write('warning', message),
    retrying: (failure, delay, retry, mostRetries) =>
      write(
        'warning',
        `${failureText(failure)}\nWaiting for ${delay} ms before retrying function execution. Next attempt: '${retry}'. Max retry count: '${mostRetries}'`,
      ),
    succeeded: () => write('information', executed('Succeeded')),
    failed: (error) => write('error', `${executed('Failed')}\n${failureText(error)}`),
  }
}

function failureText(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'RestError') return `The storage service did not take it: ${error.message}.`
  if ('code' in error && error.code === 'ECONNREFUSED') {
    return `The handler does not listen any more: ${error.message}. If it ended with code 0, the host never restarts it.`
  }
  if ('code' in error && error.code === 'ECONNRESET') {
    return `The handler broke the connection before it answered: ${error.message}.`
  }
  return error.message
}
