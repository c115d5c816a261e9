import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeBase64, encodeBase64, isBase64 } from './base64.ts'

test('bytes survive the way there and back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100_000 }), (bytes) => {
      const text = encodeBase64(bytes)
      expect(text).toBe(Buffer.from(bytes).toString('base64'))
      expect(decodeBase64(text)).toEqual(bytes)
    }),
    { numRuns: 50 },
  )
})

test.each(['test', 'Hello123', 'abcd1234', '12345678', '', 'dGVz dA==\n'])(
  'the host takes %j for base64',
  (text) => {
    expect(isBase64(text)).toBe(true)
  },
)

test.each(['hello', 'a', 'abc!', '{"a":1}', 'a==='])('the host takes %j for text', (text) => {
  expect(isBase64(text)).toBe(false)
})
