import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { IdleCollector, quiet, worthwhile } from './idleCollector.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function watched() {
  const collect = vi.fn()
  const collector = new IdleCollector(collect)
  const call = (times: number) => {
    for (let time = 0; time < times; time += 1) collector.called()
  }
  return { call, collect }
}

test('garbage is collected once when a burst of calls has paused', () => {
  const { call, collect } = watched()
  call(worthwhile + 7)
  expect(collect).not.toHaveBeenCalled()
  vi.advanceTimersByTime(60 * quiet)
  expect(collect).toHaveBeenCalledTimes(1)
})

test('it is not collected while calls go on', () => {
  const { call, collect } = watched()
  call(worthwhile)
  for (let second = 0; second < 5; second += 1) {
    vi.advanceTimersByTime(quiet - 1)
    call(1)
  }
  expect(collect).not.toHaveBeenCalled()
  vi.advanceTimersByTime(2 * quiet)
  expect(collect).toHaveBeenCalledTimes(1)
})

test('few calls are not worth it, and the next burst counts anew', () => {
  const { call, collect } = watched()
  call(worthwhile - 1)
  vi.advanceTimersByTime(60 * quiet)
  expect(collect).not.toHaveBeenCalled()
  call(1)
  vi.advanceTimersByTime(2 * quiet)
  call(worthwhile - 1)
  vi.advanceTimersByTime(60 * quiet)
  expect(collect).toHaveBeenCalledTimes(1)
})
