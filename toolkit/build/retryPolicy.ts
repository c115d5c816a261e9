import { parseTimeSpan } from './timeSpan.ts'

/** `maxRetryCount` -1 retries for ever; intervals are `hh:mm:ss`. Contract 9.5 */
export type RetryPolicy =
  | { readonly strategy: 'fixedDelay'; readonly maxRetryCount: number; readonly delayInterval: string }
  | {
      readonly strategy: 'exponentialBackoff'
      readonly maxRetryCount: number
      readonly minimumInterval: string
      readonly maximumInterval: string
    }

/** Reads the `retry` of function.json or host.json, ignoring case; `fail` makes the error that its mistakes throw. */
export function parseRetryPolicy(value: unknown, fail: (message: string) => Error): RetryPolicy {
  const entries = isRecord(value) ? Object.entries(value) : []
  const retry = new Map(entries.map(([key, entry]) => [key.toLowerCase(), entry]))
  const strategy = STRATEGIES.find(
    (each) => each.toLowerCase() === String(retry.get('strategy')).toLowerCase(),
  )
  const count = retry.get('maxretrycount')
  const maxRetryCount = typeof count === 'string' && count.trim() !== '' ? Number(count) : count
  if (typeof maxRetryCount !== 'number' || !Number.isInteger(maxRetryCount) || maxRetryCount < -1) {
    throw fail(`A retry policy needs 'maxRetryCount': a whole number, -1 for endless.`)
  }
  const interval = (property: string): string => {
    const text = retry.get(property.toLowerCase())
    if (typeof text === 'string' && parseTimeSpan(text) !== undefined) return text
    throw fail(`The retry policy '${strategy}' needs '${property}' as 'hh:mm:ss'.`)
  }
  if (strategy === 'fixedDelay') {
    return { strategy, maxRetryCount, delayInterval: interval('delayInterval') }
  }
  if (strategy === 'exponentialBackoff') {
    const minimumInterval = interval('minimumInterval')
    return { strategy, maxRetryCount, minimumInterval, maximumInterval: interval('maximumInterval') }
  }
  throw fail(
    `'${String(retry.get('strategy'))}' is not a retry strategy. Use 'fixedDelay' or 'exponentialBackoff'.`,
  )
}

const STRATEGIES = ['fixedDelay', 'exponentialBackoff'] as const

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
