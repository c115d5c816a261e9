import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { longest, WhenIdle, worthwhile } from './whenIdle.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const quiet = 500

function watched(milliseconds = 1) {
  const tidyUp = vi.fn(() => void vi.advanceTimersByTime(milliseconds))
  const whenIdle = new WhenIdle(quiet, tidyUp)
  const call = (times: number) => {
    for (let time = 0; time < times; time += 1) whenIdle.called()
  }
  return { call, tidyUp }
}

test('it tidies up once when a burst of calls has paused', () => {
  const { call, tidyUp } = watched()
  call(worthwhile + 7)
  expect(tidyUp).not.toHaveBeenCalled()
  vi.advanceTimersByTime(60 * quiet)
  expect(tidyUp).toHaveBeenCalledTimes(1)
})

test('it does not while calls go on', () => {
  const { call, tidyUp } = watched()
  call(worthwhile)
  for (let time = 0; time < 5; time += 1) {
    vi.advanceTimersByTime(quiet - 1)
    call(1)
  }
  expect(tidyUp).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1.2 * quiet)
  expect(tidyUp).toHaveBeenCalledTimes(1)
})

test('few calls are not worth it, and the next burst counts anew', () => {
  const { call, tidyUp } = watched()
  call(worthwhile - 1)
  vi.advanceTimersByTime(60 * quiet)
  expect(tidyUp).not.toHaveBeenCalled()
  call(1)
  vi.advanceTimersByTime(2 * quiet)
  call(worthwhile - 1)
  vi.advanceTimersByTime(60 * quiet)
  expect(tidyUp).toHaveBeenCalledTimes(1)
})

test('where it takes long it is not done again', () => {
  const { call, tidyUp } = watched(longest + 1)
  for (let burst = 0; burst < 3; burst += 1) {
    call(worthwhile)
    vi.advanceTimersByTime(60 * quiet)
  }
  expect(tidyUp).toHaveBeenCalledTimes(1)
})
