import type { LogEntry } from '../logEntry.ts'

/** The log entry for one line the handler wrote to its console. Contract 4.6 */
export function consoleEntry(
  line: string,
  stream: 'stdout' | 'stderr',
  stderrIsForErrorsOnly: boolean,
): LogEntry {
  if (SYSTEM_PREFIX.test(line)) {
    return { level: 'debug', category: 'Host.System', message: line.replace(SYSTEM_PREFIX, '') }
  }
  const level = stream === 'stdout' ? 'information' : errorLevel(line, stderrIsForErrorsOnly)
  if (TOOLING_PREFIX.test(line)) return { level, category: 'Host.Function.ToolingConsoleLog', message: line }
  return { level, category: 'Host.Function.Console', message: line }
}

const SYSTEM_PREFIX = /^LanguageWorkerConsoleLog/i
const TOOLING_PREFIX = /^azfuncjsonlog:/i

function errorLevel(line: string, stderrIsForErrorsOnly: boolean): LogEntry['level'] {
  if (/warn/i.test(line)) return 'warning'
  if (stderrIsForErrorsOnly) return 'error'
  return /error|fail|severe|unhandled exception/i.test(line) ? 'error' : 'information'
}
