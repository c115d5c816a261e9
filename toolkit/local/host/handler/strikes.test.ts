import { expect, it } from 'vitest'
import { createStrikes } from './strikes.ts'

const MINUTE = 60_000

it('is out at the third strike', () => {
  const strikes = createStrikes()
  expect([0, 1, 2].map((minute) => strikes.strike(Date.now() + minute * MINUTE))).toEqual([
    false,
    false,
    true,
  ])
})

it('forgets strikes after more than 30 minutes of peace', () => {
  const strikes = createStrikes()
  const start = Date.now()
  expect([0, 30, 61, 62].map((minute) => strikes.strike(start + minute * MINUTE))).toEqual([
    false,
    false,
    false,
    false,
  ])
  expect(strikes.strike(start + 63 * MINUTE)).toBe(true)
})
