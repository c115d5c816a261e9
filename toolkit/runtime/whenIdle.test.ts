import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { longest, WhenIdle, worthwhile } from './whenIdle.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const quiet = 500

function watched(work: () => void = () => void vi.advanceTimersByTime(1)) {
  const tidyUp = vi.fn(work)
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

test('few calls are not worth it, and the next burst counts anew', async () => {
  const { call, tidyUp } = watched()
  call(worthwhile - 1)
  vi.advanceTimersByTime(60 * quiet)
  expect(tidyUp).not.toHaveBeenCalled()
  call(1)
  await vi.advanceTimersByTimeAsync(2 * quiet)
  call(worthwhile - 1)
  vi.advanceTimersByTime(60 * quiet)
  expect(tidyUp).toHaveBeenCalledTimes(1)
})

test.each([
  ['at once', () => void vi.advanceTimersByTime(longest + 1)],
  ['when no JavaScript runs', () => queueMicrotask(() => void vi.advanceTimersByTime(longest + 1))],
])('where it takes long %s it is not done again', async (_when, work) => {
  const { call, tidyUp } = watched(work)
  for (let burst = 0; burst < 3; burst += 1) {
    call(worthwhile)
    await vi.advanceTimersByTimeAsync(60 * quiet)
  }
  expect(tidyUp).toHaveBeenCalledTimes(1)
})

test('where it does not it is done after each burst', async () => {
  const { call, tidyUp } = watched()
  for (let burst = 0; burst < 3; burst += 1) {
    call(worthwhile)
    await vi.advanceTimersByTimeAsync(60 * quiet)
  }
  expect(tidyUp).toHaveBeenCalledTimes(3)
})
