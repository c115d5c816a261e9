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

/** Reads the `retry` of function.json or host.json; `fail` makes the error that its mistakes throw. */
export function parseRetryPolicy(value: unknown, fail: (message: string) => Error): RetryPolicy {
  const retry: Readonly<Record<string, unknown>> = isRecord(value) ? value : {}
  const { strategy, maxRetryCount } = retry
  if (typeof maxRetryCount !== 'number' || !Number.isInteger(maxRetryCount) || maxRetryCount < -1) {
    throw fail(`A retry policy needs 'maxRetryCount': a whole number, -1 for endless.`)
  }
  const interval = (property: string): string => {
    const text = retry[property]
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
  throw fail(`'${String(strategy)}' is not a retry strategy. Use 'fixedDelay' or 'exponentialBackoff'.`)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
