import { describe, expect, it } from 'vitest'
import { readDotNetJson } from '../dotNetJson.ts'
import { queueMessages } from './queueMessages.ts'

const texts = (value: unknown) => queueMessages(value).map((message) => Buffer.from(message).toString())

describe('queueMessages', () => {
  it.each([
    ['hello world', ['hello world']],
    [Buffer.from('hello'), ['hello']],
    [
      ['test', { a: 1 }, 5, true],
      ['test', '{\n  "a": 1\n}', '5', 'True'],
    ],
    [{ a: [1] }, ['{\n  "a": [\n    1\n  ]\n}']],
    [' {"a":1} ', ['{\n  "a": 1\n}']],
    ['["a!",{"b":2}]', ['a!', '{\n  "b": 2\n}']],
    [5, ['5']],
    [[], []],
    [
      '{"id":12345678901234567890,"x":1.0,"y":1e3}',
      ['{\n  "id": 12345678901234567890,\n  "x": 1.0,\n  "y": 1000.0\n}'],
    ],
    [
      readDotNetJson(
        '{"at":"2026-01-02T03:04:05.120Z","here":"2026-01-02T03:04:05+02:00","none":"2026-01-02"}',
      ),
      [
        '{\n  "at": "2026-01-02T03:04:05.12Z",\n  "here": "2026-01-02T01:04:05+00:00",\n  "none": "2026-01-02"\n}',
      ],
    ],
    [readDotNetJson('["2026-01-02T03:04:05Z", 1.50]'), ['01/02/2026 03:04:05', '1.5']],
  ])('makes of %j what the host makes of it', (value, messages) => expect(texts(value)).toEqual(messages))

  it('fails for a text in brackets that is no JSON', () =>
    expect(() => texts('{not json}')).toThrow(/^A message in brackets has to be JSON, which the host parses/))
})
