import { describe, expect, it } from 'vitest'
import { parseTimeSpan } from './timeSpan.ts'

describe('parseTimeSpan', () => {
  it.each([
    ['00:00:30', 30_000],
    ['00:10', 600_000],
    ['1.02:03:04.5', 93_784_500],
  ])('reads %s', (text, milliseconds) => expect(parseTimeSpan(text)).toBe(milliseconds))

  it.each(['30', '25:00:00', '00:61:00', 'x'])('refuses %s', (text) =>
    expect(parseTimeSpan(text)).toBeUndefined(),
  )
})
