import fc from 'fast-check'
import { expect, test } from 'vitest'
import { couldBeJson, tryParseJson } from './json.ts'

const space = fc.stringMatching(/^[ \t\n\r]{0,3}$/)

test('whatever is JSON could be JSON', () => {
  fc.assert(
    fc.property(space, fc.jsonValue(), space, (before, value, after) => {
      const text = `${before}${JSON.stringify(value)}${after}`
      expect(couldBeJson(text)).toBe(true)
      expect(tryParseJson(text)).toEqual(JSON.parse(text))
    }),
  )
})

test('whatever JSON.parse takes could be JSON', () => {
  const text = fc.oneof(fc.string(), fc.stringMatching(/^[-+0-9.eE tfnula"{}[\]]{0,8}$/))
  fc.assert(
    fc.property(text, (candidate) => {
      if (parses(candidate)) expect(couldBeJson(candidate)).toBe(true)
    }),
    { numRuns: 2000 },
  )
})

test.each(['', ' ', 'hello', '2026-06-20T06:00:06+00:00', 'b2f7a1f0-4d3e', '12 a', 'trueish', '<a/>'])(
  '%j is known not to be JSON without parsing it',
  (text) => {
    expect(couldBeJson(text)).toBe(false)
    expect(tryParseJson(text)).toBeUndefined()
  },
)

function parses(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
