import { describe, expect, test } from 'vitest'
import type { Answer } from './answer.ts'
import { answered, echo, get, open, settle, text } from './testing/openConnection.ts'

describe('a body', () => {
  test('that is large is read while it arrives, and no faster than it is read', async () => {
    const pieces: number[] = []
    const { receive, output, state } = open(async (request) => {
      const reader = request.body?.getReader()
      await settle()
      for (let next = await reader?.read(); next && !next.done; next = await reader?.read())
        pieces.push(next.value.length)
      return text(String(pieces.reduce((sum, length) => sum + length, 0)))
    })
    receive(`POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 700000\r\n\r\n${'x'.repeat(300_000)}`)
    expect(state.paused).toBe(true)
    await expect.poll(() => state.paused).toBe(false)
    receive('x'.repeat(400_000))
    await expect.poll(output).toBe(answered('700000'))
    expect(pieces).toEqual([300_000, 400_000])
  })

  test('that nobody reads to its end leaves the connection as it should be', async () => {
    const { receive, output } = open(() => text('no'))
    receive(`POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 700000\r\n\r\n${'x'.repeat(300_000)}`)
    receive('x'.repeat(400_000) + get('/'))
    expect(output()).toBe(answered('no').repeat(2))
  })

  test('that nobody reads stops its client until the request is answered', async () => {
    const { promise, resolve } = Promise.withResolvers<Answer>()
    const { receive, output, state } = open(({ path }) => (path === '/unread' ? promise : text(path)))
    receive(`POST /unread HTTP/1.1\r\nHost: a\r\nContent-Length: 700000\r\n\r\n${'x'.repeat(300_000)}`)
    expect([output(), state.paused]).toEqual(['', true])
    resolve(text('no'))
    await settle()
    expect([output(), state.paused]).toEqual([answered('no'), false])
    receive('x'.repeat(300_000))
    receive('x'.repeat(100_000) + get('/next'))
    expect([output(), state.paused]).toEqual([answered('no') + answered('/next'), false])
  })

  test('of a client that leaves fails for its reader', async () => {
    const failed = Promise.withResolvers<string>()
    const { connection, receive } = open(async (request) => {
      failed.resolve(await request.text().catch(({ message }) => message))
      return text('late')
    })
    receive('POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n')
    connection.closed()
    expect(await failed.promise).toBe('The client left before it had sent all of the body.')
  })

  test('is asked for when the client waits for that', async () => {
    const { receive, output } = open(echo)
    receive('POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n')
    expect(output()).toBe('HTTP/1.1 100 Continue\r\n\r\n')
    receive('ok')
    await expect.poll(output).toBe(`HTTP/1.1 100 Continue\r\n\r\n${answered('POST / ok')}`)
  })

  test.each([
    ['no chunks', 'x\r\nabc'],
    ['a chunk that is longer than it says', '2\r\nabc\r\n0\r\n\r\n'],
    ['a size that is too long', `${'1'.repeat(20)}\r\n`],
    ['a line without an end', '1'.repeat(9000)],
    ['a malformed trailer', '0\r\nno trailer\r\n\r\n'],
    ['chunks in the trailer', '0\r\nTransfer-Encoding: chunked\r\n\r\n'],
    ['a length in the trailer', '0\r\ncontent-length: 3\r\n\r\n'],
    ['a bare line feed', '3\nabc\r\n0\r\n\r\n'],
    ['more than the limit', `200000\r\n${'x'.repeat(0x200000)}`],
  ])('of %s fails for its reader, and its connection ends', async (_what, body) => {
    const { receive, output, state } = open(async (request) =>
      text(await request.text().catch(({ message }) => message)),
    )
    receive(`POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n${body}`)
    await expect
      .poll(output)
      .toMatch(
        /connection: close\r\n\r\nThe (?:chunks of the body are malformed|body of the request is too large)\.$/,
      )
    expect(state.ended).toBe(true)
  })
})
