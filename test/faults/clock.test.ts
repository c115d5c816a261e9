import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { eventually, runApp } from '../../toolkit/local/host/fixtures/testApp.ts'

const HOUR = 3_600_000
const START = Date.parse('2026-01-02T03:30:00Z')
// The host's clock stands still until a test moves it; its timers run as ever.
beforeEach(() => vi.useFakeTimers({ toFake: ['Date'], now: START }))
afterEach(() => vi.useRealTimers())

const hourly = {
  tick: { bindings: [{ name: 't', type: 'timerTrigger', direction: 'in', schedule: '0 0 * * * *' }] },
}

describe('a timer whose clock jumps', () => {
  it('runs once for all it slept through, and then on time again', async () => {
    await using app = await runApp({ functions: hourly })
    const runs = (count: number) => eventually(`${count} runs`, () => app.requests().length >= count)
    vi.setSystemTime(START + 8 * HOUR)
    await runs(1)
    vi.setSystemTime(START + 8.75 * HOUR)
    await runs(2)
    vi.setSystemTime(START + 9.75 * HOUR)
    await runs(3)
    const at = app.entries.flatMap(({ message }) => /Timer fired at (\S+)'/.exec(message)?.[1] ?? [])
    expect(at).toEqual([
      '2026-01-02T11:30:00.000+00:00',
      '2026-01-02T12:15:00.000+00:00',
      '2026-01-02T13:15:00.000+00:00',
    ])
  })

  it('runs no hour twice when the clock is set back a little, and goes on when it was a year ahead', async () => {
    await using app = await runApp({ functions: hourly })
    const runs = (count: number) => eventually(`${count} runs`, () => app.requests().length >= count)
    vi.setSystemTime(START + HOUR / 2)
    await runs(1)
    vi.setSystemTime(START + HOUR / 4)
    // Two looks at the clock later it would have run.
    await new Promise((resolve) => setTimeout(resolve, 2_500))
    vi.setSystemTime(START + HOUR / 2)
    await new Promise((resolve) => setTimeout(resolve, 2_500))
    expect(app.requests().length).toBe(1)

    vi.setSystemTime(START + 365 * 24 * HOUR)
    await runs(2)
    vi.setSystemTime(START)
    await new Promise((resolve) => setTimeout(resolve, 2_500))
    vi.setSystemTime(START + HOUR)
    await runs(3)
  })
})
