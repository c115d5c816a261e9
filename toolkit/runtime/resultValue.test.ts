import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeOutput, encodeTriggerReturn } from './resultValue.ts'

const output = (type: string) => ({ type, direction: 'out' as const })

// What the host makes of a value, by contract 6.3: the reading side of the codec.
function hostWritesBlob(value: unknown): Buffer {
  if (typeof value !== 'string') throw new Error('only texts are exact')
  const compact = value.replace(/\s/g, '')
  const guessed = compact.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(compact)
  return guessed ? Buffer.from(compact, 'base64') : Buffer.from(value)
}

describe('a queue, Service Bus or Event Hubs output', () => {
  test.each([
    ['a text the host would decode', { string: 'test' }, ['test']],
    ['a JSON text the host would indent', { string: '{"a":1}' }, ['{"a":1}']],
    ['an object', { json: '{"at":"2026-01-02T03:04:05Z"}' }, ['{"at":"2026-01-02T03:04:05Z"}']],
    ['a list', { json: '[{"a":1},"b",3,true]' }, ['{"a":1}', 'b', '3', 'true']],
    ['a list given as text', { string: '[1,2]' }, ['1', '2']],
    ['a text that only looks like a list', { string: '[draft] tea' }, ['[draft] tea']],
    ['a number', { int: 5 }, ['5']],
    ['zero', { double: 0 }, ['0']],
    ['an empty text', { string: '' }, ['']],
  ])('sends %s as exact messages', (_what, data, expected) => {
    for (const type of ['queue', 'serviceBus', 'eventHub'])
      expect(encodeOutput(output(type), data)).toEqual(expected)
  })

  test('sends bytes as one lone base64 text, the only form the host decodes', () => {
    expect(encodeOutput(output('queue'), { bytes: new Uint8Array([0, 255]) })).toBe('AP8=')
  })
})

test('a message that is nothing but a date is sent as base64, because the host would rewrite it', () => {
  for (const text of ['2026-01-02T03:04:05Z', ' 2026-01-02T03:04:05.5+01:00', '/Date(1)/'])
    for (const data of [{ string: text }, { json: JSON.stringify([text]) }])
      expect(encodeOutput(output('queue'), data)).toBe(Buffer.from(text).toString('base64'))
})

describe('a blob output', () => {
  test('is written byte for byte, whatever the text looks like', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.base64String(), fc.json()), (text) => {
        expect(hostWritesBlob(encodeOutput(output('blob'), { string: text })).toString()).toBe(text)
      }),
    )
  })

  test.each([
    ['an object', { json: '{"a":1}' }, '{"a":1}'],
    ['a number', { int: 1234 }, '1234'],
    ['true', { json: 'true' }, 'true'],
  ])('writes %s as JSON text', (_what, data, expected) => {
    expect(hostWritesBlob(encodeOutput(output('blob'), data)).toString()).toBe(expected)
  })

  test('writes bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(new Uint8Array(hostWritesBlob(encodeOutput(output('blob'), { bytes })))).toEqual(bytes)
      }),
    )
  })
})

describe('what a function returns that has no output for it', () => {
  test('reaches the trigger as it is, because the host does not guess there', () => {
    expect(encodeTriggerReturn({ string: 'test' })).toBe('test')
    expect(encodeTriggerReturn({ json: '{"a":1}' })).toEqual({ a: 1 })
    expect(encodeTriggerReturn({ bytes: new Uint8Array([0, 255]) })).toBe('AP8=')
    expect(encodeTriggerReturn(null)).toBeNull()
  })
})

describe('any other output', () => {
  test('gets a text that the host would take for base64 as base64', () => {
    expect(encodeOutput(output('kafka'), { string: 'test' })).toBe('dGVzdA==')
  })

  test('gets its own JSON', () => {
    expect(encodeOutput(output('cosmosDB'), { json: '{"id":"1"}' })).toEqual({ id: '1' })
    expect(encodeOutput(output('table'), { string: '{"id":"1"}' })).toBe('{"id":"1"}')
    expect(encodeOutput(output('x'), { int: 0 })).toBe(0)
    expect(encodeOutput(output('x'), undefined)).toBeNull()
  })
})
