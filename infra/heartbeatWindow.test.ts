import { expect, it } from 'vitest'
import { heartbeatWindow } from './heartbeatWindow.ts'

it.each([
  ['0 */5 * * * *', 'PT15M'],
  ['*/10 * * * * *', 'PT15M'],
  ['*/5 * * * *', 'PT15M'],
  ['0 */10 * * * *', 'PT30M'],
  ['0 0 * * * *', 'PT3H'],
  ['01:00:00', 'PT3H'],
  ['0 0 */6 * * *', 'P1D'],
  ['0 30 9 * * *', undefined], // twice a day and some minutes is longer than two days
  ['0 0 8-18 * * *', 'P2D'], // 14 hours of every night without a run
  ['*/10 * 6-20 * * *', 'P1D'], // 9 hours of every night
  ['0 0 9 * * 1-5', undefined],
  ['0 0 0 1 1 *', undefined],
  ['%SCHEDULE%', undefined],
  ['whenever', undefined],
])('%s is missed for sure after %s', (schedule, duration) => {
  expect(heartbeatWindow(schedule)?.duration).toBe(duration)
})
