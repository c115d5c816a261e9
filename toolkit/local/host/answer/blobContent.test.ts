import { describe, expect, it } from 'vitest'
import { blobContent } from './blobContent.ts'

describe('blobContent', () => {
  it.each([
    ['hello world', Buffer.from('hello world')],
    ['aGVsbG8=', Buffer.from('hello')],
    [{ a: [1] }, Buffer.from('{"a":[1]}')],
    [258, Buffer.from([2, 1, 0, 0])],
    [0.5, Buffer.from([0, 0, 0, 0, 0, 0, 224, 63])],
    [true, Buffer.from([1])],
  ])('writes %j as the host does', (value, bytes) => expect(blobContent(value, undefined)).toEqual(bytes))

  it('does not guess with dataType binary', () =>
    expect(String(blobContent('aGVsbG8=', 'binary'))).toBe('aGVsbG8='))
})
