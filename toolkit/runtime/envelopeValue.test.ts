import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeInput } from './envelopeValue.ts'

const input = (type: string, dataType?: string) => ({
  type,
  direction: 'in' as const,
  ...(dataType && { dataType }),
})
const base64 = (text: string) => Buffer.from(text).toString('base64')
const bytes = (text: string) => new Uint8Array(Buffer.from(text))

describe('an input', () => {
  test.each([
    ['queue text', input('queueTrigger'), '"aaaaa"', { string: 'aaaaa' }],
    ['queue JSON', input('queueTrigger'), '"{\\"orderId\\":7}"', { string: '{"orderId":7}' }],
    ['queue bytes', input('queueTrigger', 'binary'), base64('hi'), { bytes: bytes('hi') }],
    ['queue text "null"', input('queueTrigger'), '"null"', { string: 'null' }],
    ['blob trigger', input('blobTrigger'), base64('hello\n'), { bytes: bytes('hello\n') }],
    [
      'blob trigger of digits',
      input('blobTrigger'),
      '12345678',
      { bytes: new Uint8Array([215, 109, 248, 231, 174, 252]) },
    ],
    ['blob trigger as text', input('blobTrigger', 'string'), base64('héllo'), { string: 'héllo' }],
    ['blob', input('blob'), '"hello from byte\\n"', { string: 'hello from byte\n' }],
    ['blob not found', input('blob'), 'null', {}],
    [
      'bytes whose base64 is the word null',
      input('queueTrigger', 'binary'),
      'null',
      { bytes: new Uint8Array([158, 233, 101]) },
    ],
    ['binary blob not found', input('blob', 'binary'), 'null', {}],
    ['event grid', input('eventGridTrigger'), { id: '1' }, { json: '{"id":"1"}' }],
    ['event hub batch', input('eventHubTrigger'), '[{"id":1},{"id":2}]', { json: '[{"id":1},{"id":2}]' }],
    [
      'event hub batch of text',
      input('eventHubTrigger'),
      '["a","b"]',
      { collectionString: { string: ['a', 'b'] } },
    ],
    [
      'event hub batch of bytes',
      input('eventHubTrigger', 'binary'),
      JSON.stringify([base64('a'), base64('b')]),
      { collectionBytes: { bytes: [bytes('a'), bytes('b')] } },
    ],
    ['cosmos, bundle 3', input('cosmosDBTrigger'), '[{"id":"e"}]', { json: '[{"id":"e"}]' }],
    ['cosmos, bundle 4', input('cosmosDBTrigger'), '"[{\\"id\\":\\"e\\"}]"', { string: '[{"id":"e"}]' }],
    ['cosmos, no document', input('cosmosDB'), '[]', { json: '[]' }],
    ['number', input('x'), '1', { json: '1' }],
    ['undeclared bytes', input('x'), base64('ÿ\0'), { bytes: bytes('ÿ\0') }],
    ['text that is neither', input('x'), 'plain text!', { string: 'plain text!' }],
    ['nothing', input('x'), null, {}],
  ])('%s is decoded', (_what, binding, wire, expected) => {
    expect(decodeInput(binding, wire)).toEqual(expected)
  })

  test('of a queue gives back every text the host encodes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(decodeInput(input('queueTrigger'), JSON.stringify(text))).toEqual({ string: text })
      }),
    )
  })
})
