import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDotNetJson, writeDotNetJson } from './dotNetJson.ts'

describe('JSON that .NET has read and writes again', () => {
  it.each([
    ['1.0', '1.0'],
    ['1e3', '1000.0'],
    ['1e20', '1E+20'],
    ['0.00001', '1E-05'],
    ['123456789012345678901234567890', '123456789012345678901234567890'],
    ['9007199254740993', '9007199254740993'],
    ['"2026-01-02T03:04:05.120Z"', '"2026-01-02T03:04:05.12Z"'],
    ['"2026-01-02T03:04:05.000"', '"2026-01-02T03:04:05"'],
    ['"2026-01-02T00:04:05.5+02:00"', '"2026-01-01T22:04:05.5+00:00"'],
    ['"2026-01-02T03:04:05.123456789Z"', '"2026-01-02T03:04:05.123456789Z"'],
    ['"2026-02-30T03:04:05Z"', '"2026-02-30T03:04:05Z"'],
    ['"2026-01-02"', '"2026-01-02"'],
    ['"a\u2028b"', '"a\\u2028b"'],
  ])('makes of %s %s', (before, after) => expect(writeDotNetJson(readDotNetJson(before))).toBe(after))

  it('is what JavaScript makes of it otherwise, compact and indented', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
        fc.pre(!/[.e]|[\u0085\u2028\u2029]/.test(JSON.stringify(value)))
        expect(writeDotNetJson(value)).toBe(JSON.stringify(value))
        expect(writeDotNetJson(value, 'indented')).toBe(JSON.stringify(value, null, 2))
      }),
    )
  })
})
