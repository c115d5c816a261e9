import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { waitUntilDue } from './waitUntilDue.ts'

const HOUR = 3_600_000
const START = Date.parse('2026-01-02T03:00:00Z')
// The clock on the wall stands still until a test moves it; timers run as ever.
beforeEach(() => vi.useFakeTimers({ toFake: ['Date'], now: START }))
afterEach(() => vi.useRealTimers())

const never = new AbortController().signal
const inAnHour = new Date(START + HOUR)

describe('waitUntilDue', () => {
  it('is over soon after the clock was set forward beyond the time', async () => {
    const waiting = waitUntilDue(inAnHour, never)
    vi.setSystemTime(START + 5 * HOUR)
    expect(await waiting).toBe('due')
  })

  it('goes on when the clock was set back a little, and gives up when it was wrong before', async () => {
    const waiting = waitUntilDue(inAnHour, never)
    vi.setSystemTime(START - HOUR / 2)
    const first = await Promise.race([waiting, new Promise((resolve) => setTimeout(resolve, 1_500, 'waits'))])
    expect(first).toBe('waits')
    vi.setSystemTime(START - 2 * HOUR)
    expect(await waiting).toBe('set back')
  })

  it('does not wait for what is past, and ends when aborted', async () => {
    expect(await waitUntilDue(new Date(START - 1), never)).toBe('due')
    const stop = new AbortController()
    const waiting = waitUntilDue(inAnHour, stop.signal)
    stop.abort()
    expect(await waiting).toBe('aborted')
  })
})
