import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Answer } from './answer.ts'
import { Connection, type Service } from './connection.ts'
import type { IncomingRequest } from './incomingRequest.ts'

/** A connection without a socket: what was sent, and what became of it. */
function open(handle: Service['handle'], changed: Partial<Service> = {}) {
  const sent: Buffer[] = []
  const state = { ended: false, paused: false, closing: false, room: Number.POSITIVE_INFINITY }
  const failures: unknown[] = []
  const connection = new Connection(
    {
      write(data) {
        const bytes = Buffer.from(data)
        const taken = Math.min(bytes.length, state.room)
        state.room -= taken
        sent.push(bytes.subarray(0, taken))
        return taken
      },
      end: () => void Object.assign(state, { ended: true }),
      pause: () => void Object.assign(state, { paused: true }),
      resume: () => void Object.assign(state, { paused: false }),
    },
    {
      handle,
      isClosing: () => state.closing,
      failed: (error) => void failures.push(error),
      bodyLimit: 1024 ** 2,
      ...changed,
    },
  )
  // As with a socket, nothing arrives while it is paused.
  const receive = (text: string) => {
    if (state.paused) throw new Error('The connection receives while it is paused.')
    connection.received(Buffer.from(text, 'latin1'))
  }
  const output = () =>
    Buffer.concat(sent)
      .toString('latin1')
      .replace(/date: .*\r\n/g, '')
  return { connection, receive, output, state, failures }
}

const text = (body: Answer['body'], status = 200): Answer => ({ status, headers: [], body })
const echo = async (request: IncomingRequest): Promise<Answer> =>
  text(`${request.method} ${request.path}${request.query} ${await request.text()}`)
const settle = () => new Promise((resolve) => setTimeout(resolve, 5))
const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`
const post = (path: string, body: string) =>
  `POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Length: ${body.length}\r\n\r\n${body}`
const chunked = (path: string, ...chunks: string[]) =>
  `POST ${path} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n` +
  `${chunks.map((chunk) => `${chunk.length.toString(16)}\r\n${chunk}\r\n`).join('')}0\r\n\r\n`
const answered = (body: string) => `HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n${body}`

describe('requests', () => {
  const three = get('/1?a=b') + post('/2', 'two') + chunked('/3', 'th', 'ree') + get('/4')
  const all = ['GET /1?a=b ', 'POST /2 two', 'POST /3 three', 'GET /4 '].map(answered).join('')

  test('that come together are answered in their order', async () => {
    const { receive, output } = open(echo)
    receive(three)
    await expect.poll(output).toBe(all)
  })

  test('are the same wherever their bytes are divided', async () => {
    const cuts = fc.uniqueArray(fc.nat(three.length), { maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(cuts, fc.boolean(), async (found, waits) => {
        const { receive, output } = open(echo)
        const places = [0, ...found.sort((a, b) => a - b), three.length]
        for (const [index, place] of places.entries()) {
          receive(three.slice(place, places[index + 1] ?? place))
          if (waits) await settle()
        }
        await expect.poll(output).toBe(all)
      }),
      { numRuns: 60 },
    )
  })

  test('come byte by byte', async () => {
    const { receive, output } = open(echo)
    for (const byte of three) receive(byte)
    await expect.poll(output).toBe(all)
  })

  test('that are answered at once may be thousands in one piece', () => {
    const { receive, output } = open((request) => text(request.path))
    receive(get('/').repeat(20_000))
    expect(output()).toBe(answered('/').repeat(20_000))
  })

  test('wait while one before them is being answered, and so does their client', async () => {
    const { promise, resolve } = Promise.withResolvers<Answer>()
    const { receive, output, state } = open(({ path }) => (path === '/slow' ? promise : text(path)))
    receive(get('/slow'))
    receive(get('/next').repeat(3000))
    expect([output(), state.paused]).toEqual(['', true])
    resolve(text('slow'))
    await settle()
    expect(output()).toBe(answered('slow') + answered('/next').repeat(3000))
    expect(state.paused).toBe(false)
  })

  test('may begin with empty lines', () => {
    const { receive, output } = open(({ path }) => text(path))
    receive(`\r\n\r\n${get('/a')}`)
    receive('\r\n')
    receive(get('/b'))
    for (const part of ['\r', '\n\r', '\n', get('/c')]) receive(part)
    expect(output()).toBe(answered('/a') + answered('/b') + answered('/c'))
  })
})

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

describe('refused with the reason:', () => {
  test.each<[string, string, number, string]>([
    ['TLS', '\x16\x03\x01\x02', 400, 'This is no request of HTTP/1.1.'],
    ['a word', 'hello\r\n\r\n', 400, 'This is no request of HTTP/1.1.'],
    ['another version', 'GET / HTTP/2.0\r\nHost: a\r\n\r\n', 400, 'This is no request of HTTP/1.1.'],
    ['a lower-case protocol', 'GET / http/1.1\r\nHost: a\r\n\r\n', 400, 'This is no request of HTTP/1.1.'],
    [
      'a target for a proxy',
      'GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n',
      400,
      'This is no request of HTTP/1.1.',
    ],
    [
      'a target that is no path',
      'OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n',
      400,
      'This is no request of HTTP/1.1.',
    ],
    ['a blank in the target', 'GET /a b HTTP/1.1\r\nHost: a\r\n\r\n', 400, 'This is no request of HTTP/1.1.'],
    ['a bare line feed', 'GET / HTTP/1.1\nHost: a\n\n', 400, 'This is no request of HTTP/1.1.'],
    ['an endless verb', 'A'.repeat(40), 400, 'This is no request of HTTP/1.1.'],
    [
      'a folded field',
      get('/').replace('Host: a', 'Host: a\r\nX: a\r\n b'),
      400,
      'A header field is malformed.',
    ],
    [
      'a blank before the colon',
      get('/').replace('Host: a', 'Host : a'),
      400,
      'A header field is malformed.',
    ],
    ['a zero byte', get('/').replace('Host: a', 'Host: a\r\nX: \0'), 400, 'A header field is malformed.'],
    [
      'a lone carriage return',
      get('/').replace('Host: a', 'Host: a\r\nX: a\rb'),
      400,
      'A header field is malformed.',
    ],
    [
      'a field without a name',
      get('/').replace('Host: a', 'Host: a\r\n: a'),
      400,
      'A header field is malformed.',
    ],
    ['two hosts', get('/').replace('Host: a', 'Host: a\r\nHost: b'), 400, 'The Host header is not valid.'],
    ['no host', get('/').replace('Host: a\r\n', ''), 400, 'The Host header is not valid.'],
    [
      'a length and chunks',
      get('/').replace('Host: a', 'Host: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked'),
      400,
      'A request has a length or chunks, not both.',
    ],
    [
      'two lengths',
      get('/').replace('Host: a', 'Host: a\r\nContent-Length: 1\r\nContent-Length: 1'),
      400,
      'The content length "1, 1" is no number.',
    ],
    [
      'a signed length',
      get('/').replace('Host: a', 'Host: a\r\nContent-Length: +1'),
      400,
      'The content length "+1" is no number.',
    ],
    [
      'another transfer encoding',
      get('/').replace('Host: a', 'Host: a\r\nTransfer-Encoding: gzip, chunked'),
      400,
      'The transfer encoding "gzip, chunked" is not known here: only "chunked" is.',
    ],
    [
      'chunks in HTTP/1.0',
      'POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
      'The transfer encoding "chunked" is not known here: only "chunked" is.',
    ],
    [
      'too large a body',
      get('/').replace('Host: a', 'Host: a\r\nContent-Length: 9999999'),
      413,
      'The body of the request is too large.',
    ],
    [
      'another expectation',
      get('/').replace('Host: a', 'Host: a\r\nExpect: money\r\nContent-Length: 1'),
      417,
      'Only "100-continue" can be expected.',
    ],
    [
      'too large a head',
      get('/').replace('Host: a', `Host: a\r\nX: ${'x'.repeat(70_000)}`),
      431,
      'The head of the request is larger than 64 KiB.',
    ],
    [
      'too many fields',
      get('/').replace('Host: a', `Host: a${'\r\nX: a'.repeat(600)}`),
      431,
      'There are more than 500 header fields.',
    ],
  ])('%s', (_what, request, status, reason) => {
    const { receive, output, state } = open(() => text('never'))
    receive(request)
    expect([output().split(' ')[1], output().split('\r\n\r\n')[1]]).toEqual([String(status), `${reason}\n`])
    expect(state.ended).toBe(true)
    receive(get('/'))
    expect(output().split('HTTP/1.1 ')).toHaveLength(2)
  })
})

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

describe('a client that has sent all it will', () => {
  test('gets the answers to all its requests', async () => {
    const { connection, receive, output, state } = open(echo)
    receive(get('/1') + get('/2'))
    connection.finished()
    await expect.poll(() => state.ended).toBe(true)
    expect(output()).toBe(
      answered('GET /1 ') + answered('GET /2 ').replace('\r\n\r\n', '\r\nconnection: close\r\n\r\n'),
    )
  })

  test('and nothing of a request gets nothing', () => {
    const { connection, output, state } = open(() => text('never'))
    connection.finished()
    expect([output(), state.ended]).toEqual(['', true])
  })

  test('and line breaks behind a request gets one answer', () => {
    const { connection, receive, output, state } = open(({ path }) => text(path))
    receive(`${get('/a')}\r\n`)
    connection.finished()
    expect([output(), state.ended]).toEqual([answered('/a'), true])
  })

  test.each(['GET / HT', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nab'])(
    'and only %j of a request is told so',
    (part) => {
      const { connection, receive, output, state } = open(() => text('never'))
      receive(part)
      connection.finished()
      expect(output()).toMatch(
        /^HTTP\/1\.1 400 [\s\S]*\r\n\r\nThe client sent only a part of the request\.\n$/,
      )
      expect(state.ended).toBe(true)
    },
  )

  test('but not all of a body that was answered already has its answer', () => {
    const { connection, receive, output, state } = open(() => text('no'))
    receive(`POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 700000\r\n\r\n${'x'.repeat(300_000)}`)
    connection.finished()
    expect([output(), state.ended]).toEqual([answered('no'), true])
  })
})
