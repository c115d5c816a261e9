import { describe, expect, it } from 'vitest'
import { checkTimerStatus } from './checkTimerStatus.ts'
import { parseSchedule } from './schedule.ts'

const hourly = parseSchedule('0 0 * * * *')
const now = new Date('2026-01-02T03:30:00Z')
const time = (text: string) => `2026-01-02T${text}+00:00`
const status = (last: string, next: string, lastUpdated = last) => ({
  Last: last,
  Next: next,
  LastUpdated: lastUpdated,
})
const NEVER = '0001-01-01T00:00:00+00:00'
const check = (stored: ReturnType<typeof status> | undefined) => checkTimerStatus(hourly, stored, now, 'UTC')

describe('checkTimerStatus', () => {
  it('writes down the first occurrence of a new timer', () => {
    expect(check(undefined)).toEqual({
      status: status(NEVER, time('04:00:00'), NEVER),
      next: new Date('2026-01-02T04:00:00Z'),
      isPastDue: false,
      toStore: status(NEVER, time('04:00:00'), time('03:30:00')),
    })
  })

  it.each([
    ['a run that was missed', status(time('02:00:00'), time('03:00:00')), true, '03:00:00'],
    ['none', status(time('03:00:00'), time('04:00:00')), false, '04:00:00'],
    ['the first one missed', status(NEVER, time('03:00:00'), time('02:10:00')), true, '03:00:00'],
  ])('finds %s', (_what, stored, isPastDue, next) => {
    expect(check(stored)).toEqual({
      status: stored,
      next: new Date(`2026-01-02T${next}Z`),
      isPastDue,
      toStore: undefined,
    })
  })

  it('takes no run of a schedule for missed that was another one then', () => {
    const daily = status(time('00:00:00'), '2026-01-03T00:00:00+00:00')
    const changed = status(NEVER, time('04:00:00'), time('03:30:00'))
    expect(check(daily)).toMatchObject({ isPastDue: false, status: changed, toStore: changed })
  })

  it('starts anew with a status from the future, and with one that is none', () => {
    const future = status('2027-01-01T00:00:00+00:00', '2027-01-01T01:00:00+00:00')
    for (const stored of [future, status('?', '?')]) {
      expect(check(stored)).toMatchObject({ isPastDue: false, next: new Date('2026-01-02T04:00:00Z') })
    }
  })
})
