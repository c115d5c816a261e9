import { describe, expect, test } from 'vitest'
import { answered, get, open, text } from './testing/openConnection.ts'

describe('an answer', () => {
  const streamOf = (...pieces: string[]) =>
    new ReadableStream<Uint8Array>({
      start(controller) {
        for (const piece of pieces) controller.enqueue(Buffer.from(piece))
        controller.close()
      },
    })

  test('has the length of its bytes, not of its characters', () => {
    const { receive, output } = open(() => text('é€'))
    receive(get('/'))
    expect(output()).toBe(answered(Buffer.from('é€').toString('latin1')))
  })

  test('that is a stream comes in chunks', async () => {
    const { receive, output } = open(() => text(streamOf('one', '', 'two')))
    receive(get('/'))
    await expect
      .poll(output)
      .toBe('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n')
  })

  test('that is a stream of a known length has it', async () => {
    const { receive, output } = open(() => ({ ...text(streamOf('one')), headers: [['content-length', '3']] }))
    receive(get('/'))
    await expect.poll(output).toBe(answered('one'))
  })

  test.each([
    ['2', 'longer.'],
    ['4', '3 bytes.'],
  ])('of a stream that is not %s bytes long is cut off', async (length, what) => {
    const { receive, state, failures } = open(() => ({
      ...text(streamOf('one')),
      headers: [['content-length', length]],
    }))
    receive(get('/'))
    await expect.poll(() => state.ended).toBe(true)
    expect(String(failures[0])).toMatch(
      new RegExp(`content-length is ${length}, but its body (?:is|has) ${what}`),
    )
  })

  test('to HTTP/1.0 ends with its connection', async () => {
    const { receive, output, state } = open(() => text(streamOf('one')))
    receive('GET / HTTP/1.0\r\n\r\n')
    await expect.poll(() => state.ended).toBe(true)
    expect(output()).toBe('HTTP/1.1 200 OK\r\nconnection: close\r\n\r\none')
  })

  test('to HEAD has the head only', () => {
    const { receive, output } = open(() => text('body'))
    receive(get('/').replace('GET', 'HEAD') + get('/'))
    expect(output()).toBe(answered('body').replace(/body$/, '') + answered('body'))
  })

  test.each([204, 304])('%s has no body and no length', (status) => {
    const { receive, output } = open(() => text(null, status))
    receive(get('/'))
    expect(output()).toMatch(/^HTTP\/1\.1 \d+ [A-Z][A-Za-z ]+\r\n\r\n$/)
  })

  test('carries header bytes beyond ASCII as they are, and nothing of the connection', () => {
    const headers = [
      ['x-a', 'é'],
      ['connection', 'keep-alive'],
      ['content-length', '99'],
      ['transfer-encoding', 'chunked'],
    ] as const
    const { receive, output } = open(() => ({ status: 200, headers, body: 'é' }))
    receive(get('/'))
    expect(output()).toBe(
      `HTTP/1.1 200 OK\r\nx-a: é\r\ncontent-length: 2\r\n\r\n${Buffer.from('é').toString('latin1')}`,
    )
  })

  test('waits for a client that is slow', async () => {
    const body = 'x'.repeat(100_000)
    const { connection, receive, output, state } = open(({ path }) =>
      path === '/stream' ? text(streamOf('a', 'b')) : text(body),
    )
    state.room = 10
    receive(get('/') + get('/stream'))
    for (let index = 0; index < 200; index += 1) {
      state.room = 1000
      connection.drained()
      await Promise.resolve()
    }
    await expect
      .poll(() => {
        state.room = 1000
        connection.drained()
        return output()
      })
      .toBe(
        `${answered(body)}HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\na\r\n1\r\nb\r\n0\r\n\r\n`,
      )
  })

  test('that is a stream ends for its maker when the client leaves', async () => {
    const cancelled = Promise.withResolvers<void>()
    const stream = new ReadableStream<Uint8Array>({ cancel: () => cancelled.resolve() })
    const { connection, receive, failures } = open(() => text(stream))
    receive(get('/'))
    connection.closed()
    await cancelled.promise
    expect(failures).toEqual([])
  })

  test.each(['Connection: close', 'Connection: keep-alive, Close'])(
    'ends its connection after %s',
    (field) => {
      const { receive, output, state } = open(() => text('a'))
      receive(get('/').replace('Host: a', `Host: a\r\n${field}`) + get('/'))
      expect([output(), state.ended]).toEqual([
        'HTTP/1.1 200 OK\r\ncontent-length: 1\r\nconnection: close\r\n\r\na',
        true,
      ])
    },
  )

  test('is the last one when the server closes', () => {
    const { receive, output, state } = open(() => text('a'))
    state.closing = true
    receive(get('/'))
    expect([output(), state.ended]).toEqual([
      'HTTP/1.1 200 OK\r\ncontent-length: 1\r\nconnection: close\r\n\r\na',
      true,
    ])
  })
})
