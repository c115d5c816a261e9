import type { LogCategory, LogLevel } from './coreTypes.ts'
import { hooks } from './hooks.ts'

export interface LogRecord {
  readonly level: LogLevel
  readonly category: LogCategory
  readonly message: string
  readonly functionName?: string
  readonly invocationId?: string
  readonly invocationContext?: unknown
}

/** Writes one record to stdout or stderr after the app's log hooks have seen it. */
export function writeLog(record: LogRecord): void {
  let { level, message } = record
  if (hooks.has('log')) {
    const { category, invocationContext } = record
    const context = { hookData: {}, level, message, category, invocationContext }
    hooks.runNow('log', context)
    level = context.level
    message = context.message
  }
  const line = formatLogLine({ ...record, level, message })
  if (line === undefined) return
  if (isError(level) || level === 'warning') console.error(line)
  else console.log(line)
}

/**
 * One line a record, because the host makes a record of every line (contract 4.6). Undefined: the host's
 * default level would drop it, and a line on stdout could not say that it is only for debugging.
 */
export function formatLogLine(record: LogRecord): string | undefined {
  const { level, message, functionName, invocationId } = record
  if (level === 'trace' || level === 'debug' || level === 'none') return undefined
  const origin = functionName === undefined ? '' : `${functionName} (${invocationId}): `
  // The host ends a line at a lone carriage return as well.
  const text = `${origin}${message.trimEnd()}`.replace(/\s*[\r\n]\s*/g, ' | ')
  if (isError(level)) return `[error] ${withoutWarn(text)}`
  return level === 'warning' ? `[warning] ${text}` : text
}

function isError(level: string): boolean {
  return level === 'error' || level === 'critical'
}

// The host takes a line of stderr for a warning when it holds these letters (contract 4.6, 12 no. 29): an
// invisible word joiner keeps an error an error.
function withoutWarn(text: string): string {
  return text.replace(/(wa)(rn)/gi, '$1\u2060$2')
}
