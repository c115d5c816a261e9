import type { LogEntry } from '../logEntry.ts'

/** The log entry for one line the handler wrote to its console. Contract 4.6 */
export function consoleEntry(
  line: string,
  stream: 'stdout' | 'stderr',
  stderrIsForErrorsOnly: boolean,
): LogEntry {
  if (line.startsWith(SYSTEM_PREFIX)) {
    return { level: 'debug', category: 'Host.System', message: line.slice(SYSTEM_PREFIX.length) }
  }
  if (line.startsWith(TOOLING_PREFIX)) {
    return { level: 'information', category: 'Host.Function.ToolingConsoleLog', message: line }
  }
  const level = stream === 'stdout' ? 'information' : errorLevel(line, stderrIsForErrorsOnly)
  return { level, category: 'Host.Function.Console', message: line }
}

const SYSTEM_PREFIX = 'LanguageWorkerConsoleLog'
const TOOLING_PREFIX = 'azfuncjsonlog:'

function errorLevel(line: string, stderrIsForErrorsOnly: boolean): LogEntry['level'] {
  if (stderrIsForErrorsOnly) return /warn/i.test(line) ? 'warning' : 'error'
  return /error|fail|severe|unhandled exception/i.test(line) ? 'error' : 'information'
}
