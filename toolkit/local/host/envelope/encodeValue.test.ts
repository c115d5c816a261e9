import { describe, expect, it } from 'vitest'
import { encodeValue } from './encodeValue.ts'

describe('encodeValue', () => {
  it.each([
    ['aaaaa', '"aaaaa"'],
    ['{"a":1}', '"{\\"a\\":1}"'],
    [1, '1'],
    [true, 'true'],
    [Buffer.from('hello'), 'aGVsbG8='],
    [new Uint8Array([255]), '/w=='],
    [[{ id: 'a' }], '[{"id":"a"}]'],
    [new Date('2022-06-20T06:00:06.789Z'), '2022-06-20T06:00:06+00:00'],
    [null, 'null'],
  ])('encodes %j as contract 5.2 has it', (value, wire) => expect(encodeValue(value)).toBe(wire))

  it('leaves an object as it is', () => expect(encodeValue({ a: 1 })).toEqual({ a: 1 }))
})
