import { describe, expect, it } from 'vitest'
import { localTime, timeZone } from './timeZone.ts'

describe('timeZone', () => {
  it.each([
    [{}, { name: 'UTC', unknown: undefined }],
    [{ TZ: 'Europe/Berlin' }, { name: 'Europe/Berlin', unknown: undefined }],
    [
      { WEBSITE_TIME_ZONE: 'Asia/Kolkata', TZ: 'UTC' },
      { name: 'Asia/Kolkata', unknown: undefined },
    ],
    [{ WEBSITE_TIME_ZONE: 'W. Europe Standard Time' }, { name: 'UTC', unknown: 'W. Europe Standard Time' }],
  ])('of %j is %j', (environment, zone) => expect(timeZone(environment)).toMatchObject(zone))
})

describe('localTime', () => {
  it.each([
    ['UTC', '2026-01-02T03:04:05.678+00:00'],
    ['Europe/Berlin', '2026-01-02T04:04:05.678+01:00'],
    ['America/St_Johns', '2026-01-01T23:34:05.678-03:30'],
  ])('is in %s %s', (zone, text) => {
    const date = new Date('2026-01-02T03:04:05.678Z')
    expect(localTime(date, zone)).toBe(text)
    expect(new Date(text)).toEqual(date)
  })
})
