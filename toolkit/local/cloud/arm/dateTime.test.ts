import { describe, expect, it } from 'vitest'
import { dateTimeAdd, utcNow } from './dateTime.ts'

describe('dateTimeAdd', () => {
  it('adds an hour to the universal sortable form that utcNow gives', () => {
    expect(dateTimeAdd('2026-11-23 23:30:00Z', 'PT1H', 'yyyy-MM-ddTHH:mm:ssZ')).toBe('2026-11-24T00:30:00Z')
  })

  it('subtracts a negative duration of days, hours, minutes and seconds', () => {
    expect(dateTimeAdd('2026-01-02T01:02:03Z', '-P1DT1H2M3S', '')).toBe('2026-01-01T00:00:00Z')
  })

  it('refuses what is no duration or no time', () => {
    expect(() => dateTimeAdd('2026-01-01', 'an hour', '')).toThrow(
      "dateTimeAdd(): 'an hour' is not an ISO 8601 duration.",
    )
    expect(() => dateTimeAdd('soon', 'PT1H', '')).toThrow("dateTimeAdd(): 'soon' is not a time.")
  })
})

it("utcNow('u') is a time that dateTimeAdd takes", () => {
  expect(dateTimeAdd(utcNow('u'), 'PT0S', 'yyyy')).toMatch(/^\d{4}$/)
})
