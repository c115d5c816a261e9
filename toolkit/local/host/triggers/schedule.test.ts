import { describe, expect, it } from 'vitest'
import { parseSchedule } from './schedule.ts'

const next = (text: string, after = '2026-01-02T03:04:05Z') =>
  parseSchedule(text).next(new Date(after))?.toISOString()

describe('parseSchedule', () => {
  it.each([
    ['0 */5 * * * *', '2026-01-02T03:05:00.000Z'],
    ['*/5 * * * *', '2026-01-02T03:05:00.000Z'],
    ['30 0 9-17 * * Mon-Fri', '2026-01-02T09:00:30.000Z'],
    ['0 0 0 1 Feb *', '2026-02-01T00:00:00.000Z'],
    ['0 0 0 1 march *', '2026-03-01T00:00:00.000Z'],
    ['0 0 0 * * Su', '2026-01-04T00:00:00.000Z'],
    ['0 0 22-4 * * *', '2026-01-02T04:00:00.000Z'],
    // Day and day of week must both fit, unlike in Unix cron.
    ['0 0 0 13 * 5', '2026-02-13T00:00:00.000Z'],
  ])('knows the next occurrence of %s', (text, expected) => {
    expect(next(text)).toBe(expected)
    expect(parseSchedule(text).adjustForDst).toBe(true)
  })

  it.each([
    // There is no 2:30 on that day: the gap's end counts.
    ['2026-03-28T12:00:00Z', '2026-03-29T01:00:00.000Z'],
    ['2026-03-29T12:00:00Z', '2026-03-30T00:30:00.000Z'],
    ['2026-10-24T12:00:00Z', '2026-10-25T00:30:00.000Z'],
  ])('follows the clock of its time zone over the change of %s', (after, expected) => {
    expect(parseSchedule('0 30 2 * * *', 'Europe/Berlin').next(new Date(after))?.toISOString()).toBe(expected)
  })

  it('counts a TimeSpan from the last run', () => {
    expect(next('00:10:00')).toBe('2026-01-02T03:14:05.000Z')
    expect(parseSchedule('00:10:00').adjustForDst).toBe(false)
  })

  it.each([
    '',
    '@daily',
    '* * * *',
    '* * * * * * *',
    '0 0 L * *',
    '0 99 * * * *',
    '0 0 0 * * 7',
    '0 0 0 * Mon *',
  ])('refuses %j', (text) =>
    expect(() => parseSchedule(text)).toThrow(expect.objectContaining({ code: 'schedule-invalid' })),
  )
})
