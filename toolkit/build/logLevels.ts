import { invalid } from './hostJsonSection.ts'

/** The levels of `logging.logLevel`, least to most severe; None lets nothing through. Contract 2.4 */
export const logLevels = ['trace', 'debug', 'information', 'warning', 'error', 'critical', 'none'] as const
export type LogLevel = (typeof logLevels)[number]

/** Reads `logging.logLevel` of host.json: the beginning of a category, or `default`, → the least level. Throws UserError. */
export function parseLogLevels(value: unknown): ReadonlyMap<string, LogLevel> {
  if (typeof value !== 'object' || value === null) return new Map()
  return new Map(Object.entries(value).map(([category, level]) => [category, parseLevel(category, level)]))
}

function parseLevel(category: string, value: unknown): LogLevel {
  const level = logLevels.find((each) => each === String(value).toLowerCase())
  if (level !== undefined) return level
  throw invalid(
    `'${String(value)}' is an invalid value for host.json 'logging.logLevel.${category}'. ` +
      `Use Trace, Debug, Information, Warning, Error, Critical or None.`,
  )
}
