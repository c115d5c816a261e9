import { stripVTControlCharacters, styleText } from 'node:util'
import type { LogEntry } from './host/logEntry.ts'

const looks = {
  debug: { label: 'debug', style: 'gray' },
  information: { label: 'info ', style: 'cyan' },
  warning: { label: 'warn ', style: 'yellow' },
  error: { label: 'error', style: 'red' },
} as const

/** One log entry as lines for the terminal; colours only where the stream shows them. */
export function logLines(entry: LogEntry, time: Date): string {
  const { label, style } = looks[entry.level]
  const clock = styleText('gray', time.toTimeString().slice(0, 8), { stream: process.stdout })
  const level = styleText(style, label, { stream: process.stdout })
  const instance = entry.instance === undefined ? '' : `[${entry.instance}] `
  const source = entry.functionName ? `${instance}${entry.functionName}: ` : instance
  return stripVTControlCharacters(entry.message)
    .split('\n')
    .map((line) => `${clock} ${level} ${source}${line}`)
    .join('\n')
}
