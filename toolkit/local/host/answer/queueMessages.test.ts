import { describe, expect, it } from 'vitest'
import { queueMessages } from './queueMessages.ts'

const texts = (value: unknown, dataType?: string) => queueMessages(value, dataType).map(String)

describe('queueMessages', () => {
  it.each([
    ['hello world', ['hello world']],
    ['aGVsbG8=', ['hello']],
    [
      ['test', { a: 1 }, 5, true],
      ['test', '{\n  "a": 1\n}', '5', 'True'],
    ],
    [{ a: [1] }, ['{\n  "a": [\n    1\n  ]\n}']],
    [' {"a":1} ', ['{\n  "a": 1\n}']],
    ['["a!",{"b":2}]', ['a!', '{\n  "b": 2\n}']],
    ['{not json}', ['{not json}']],
    [5, ['5']],
    [[], []],
  ])('makes of %j what the host makes of it', (value, messages) => expect(texts(value)).toEqual(messages))

  it('does not guess with dataType binary', () => expect(texts('aGVsbG8=', 'binary')).toEqual(['aGVsbG8=']))
})
