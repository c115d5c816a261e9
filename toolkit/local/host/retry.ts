import type { RetryPolicy } from '../../build/retryPolicy.ts'
import { parseTimeSpan } from '../../build/timeSpan.ts'
import type { BindingData } from './envelope/hostValue.ts'

/** Whether a policy allows retry number `retry`, counted from 1. */
export function mayRetry(policy: RetryPolicy | undefined, retry: number): policy is RetryPolicy {
  return policy !== undefined && (policy.maxRetryCount === -1 || retry <= policy.maxRetryCount)
}

/** Milliseconds to wait before retry number `retry`, counted from 1. Contract 9.5 */
export function retryDelay(policy: RetryPolicy, retry: number): number {
  if (policy.strategy === 'fixedDelay') return milliseconds(policy.delayInterval)
  return Math.min(
    milliseconds(policy.minimumInterval) * 2 ** (retry - 1),
    milliseconds(policy.maximumInterval),
  )
}

/** What attempt number `retry` (0 for the first) adds to the binding data. Contract 5.3 */
export function retryContext(policy: RetryPolicy | undefined, retry: number, failure: unknown): BindingData {
  if (!policy) return {}
  return {
    RetryContext: {
      RetryCount: retry,
      MaxRetryCount: policy.maxRetryCount,
      Exception: failure instanceof Error ? { Message: failure.message } : null,
      Instance: null,
      State: {},
    },
  }
}

// parseFunctionMetadata accepts no other text.
function milliseconds(interval: string): number {
  return parseTimeSpan(interval) ?? 0
}
