import { expect, it } from 'vitest'
import { parseJsonText } from './jsonText.ts'

it('takes comments, a comma too many and a byte order mark', () =>
  expect(parseJsonText('\uFEFF{ // one\n "a": [1, 2,], /* two */ }')).toEqual({ a: [1, 2] }))

it('refuses what is no JSON all the same', () => expect(() => parseJsonText('{"a": }')).toThrow(SyntaxError))
