import { describe, expect, it } from 'vitest'
import { base64Guess } from './base64Guess.ts'

describe('base64Guess', () => {
  it.each(['test', 'Hello123', 'abcd1234', '12345678', '', 'aGVs\nbG8='])('takes %j for bytes', (text) =>
    expect(base64Guess(text)).toBeInstanceOf(Buffer),
  )
  it.each(['tests', 'a-b_', 'a=bc', '====', 'hello world!'])('leaves %j alone', (text) =>
    expect(base64Guess(text)).toBeUndefined(),
  )
})
