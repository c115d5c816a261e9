import { describe, expect, it } from 'vitest'
import { readDotNetJson } from '../dotNetJson.ts'
import { blobContent } from './blobContent.ts'

describe('blobContent', () => {
  it.each([
    ['hello world', Buffer.from('hello world')],
    [Buffer.from('hello'), Buffer.from('hello')],
    [{ a: [1] }, Buffer.from('{"a":[1]}')],
    [258, Buffer.from([2, 1, 0, 0])],
    [4_294_967_298, Buffer.from([2, 0, 0, 0])],
    [readDotNetJson('0.5'), Buffer.from([0, 0, 0, 0, 0, 0, 224, 63])],
    [readDotNetJson('1.0'), Buffer.from([0, 0, 0, 0, 0, 0, 240, 63])],
    [readDotNetJson('9223372036854775807'), Buffer.from([255, 255, 255, 255])],
    [readDotNetJson('{"at":"2026-01-02T03:04:05.120Z"}'), Buffer.from('{"at":"2026-01-02T03:04:05.12Z"}')],
    [true, Buffer.from([1])],
  ])('writes value %# as the host does', (value, bytes) =>
    expect(Buffer.from(blobContent(value))).toEqual(bytes),
  )

  it('fails for a date, for which the host has no bytes', () =>
    expect(() => blobContent(readDotNetJson('"2026-01-02T03:04:05Z"'))).toThrow(
      `A blob output cannot be the date '2026-01-02T03:04:05Z': the Functions host has no bytes for it. Send its base64, or an object that holds it.`,
    ))
})
