import { expect, it } from 'vitest'
import { mayRetry, retryContext, retryDelay } from './retry.ts'

const fixed = { strategy: 'fixedDelay', maxRetryCount: 2, delayInterval: '00:00:10' } as const
const backoff = {
  strategy: 'exponentialBackoff',
  maxRetryCount: -1,
  minimumInterval: '00:00:10',
  maximumInterval: '00:01:00',
} as const

it('allows as many retries as the policy says, none without one, endless ones for -1', () => {
  expect([1, 2, 3].map((retry) => mayRetry(fixed, retry))).toEqual([true, true, false])
  expect(mayRetry(undefined, 1)).toBe(false)
  expect(mayRetry(backoff, 1_000)).toBe(true)
})

it('waits a fixed time, or twice as long each time up to the maximum', () => {
  expect([1, 2].map((retry) => retryDelay(fixed, retry))).toEqual([10_000, 10_000])
  expect([1, 2, 3, 4, 5].map((retry) => retryDelay(backoff, retry))).toEqual([
    10_000, 20_000, 40_000, 60_000, 60_000,
  ])
})

it('adds RetryContext only with a policy', () => {
  expect(retryContext(undefined, 0, undefined)).toEqual({})
  expect(retryContext(fixed, 0, undefined)).toEqual({
    RetryContext: { RetryCount: 0, MaxRetryCount: 2, Exception: null, Instance: null, State: {} },
  })
})
