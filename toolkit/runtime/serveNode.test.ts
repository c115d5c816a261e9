import { once } from 'node:events'
import { Agent, type IncomingMessage, type RequestOptions, request } from 'node:http'
import { connect, createServer } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { type Answer, answerOf } from './http/answer.ts'
import type { IncomingRequest } from './http/incomingRequest.ts'
import { serveNode } from './serveNode.ts'
import type { Server } from './server.ts'

afterEach(() => void vi.restoreAllMocks())

const kept = new Agent({ keepAlive: true, maxSockets: 1 })

test('a request arrives whole, without what belongs to its connection only', async () => {
  const { port } = await serve(async (request) =>
    Response.json([request.method, request.url, Object.fromEntries(request.headers), await request.text()]),
  )
  const headers = { host: 'example.com', 'x-a': ['1', '2'], 'transfer-encoding': 'chunked' }
  const answer = await call({ port, path: '/a%20b?c=%3F', method: 'PUT', headers, agent: kept }, 'body')
  expect(JSON.parse(await text(answer))).toEqual([
    'PUT',
    'http://example.com/a%20b?c=%3F',
    { host: 'example.com', 'x-a': '1, 2' },
    'body',
  ])
})

test('an answer at once has a length, one in pieces arrives as they come, cookies stay apart', async () => {
  const first = Promise.withResolvers<void>()
  async function* pieces(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('one ')
    await first.promise
    yield Buffer.from('two')
  }
  const { port } = await serve(async ({ url }) =>
    url.endsWith('/whole')
      ? {
          status: 201,
          headers: [
            ['set-cookie', 'a=1'],
            ['set-cookie', 'b=2'],
          ],
          body: 'whole',
        }
      : new Response(ReadableStream.from(pieces())),
  )
  const whole = await call({ port, path: '/whole' })
  expect([whole.statusCode, whole.headers['content-length'], whole.headers['set-cookie']]).toEqual([
    201,
    '5',
    ['a=1', 'b=2'],
  ])
  const streamed = await call({ port, path: '/pieces' })
  expect(String((await once(streamed, 'data'))[0])).toBe('one ')
  first.resolve()
  expect(await text(streamed)).toBe('two')
})

test('draining answers what has begun and ends its connection, though the client would keep it', async () => {
  const begun = Promise.withResolvers<void>()
  const answered = Promise.withResolvers<void>()
  const { port, server } = await serve(async () => {
    begun.resolve()
    await answered.promise
    return new Response('done')
  })
  const answer = call({ port, agent: kept })
  await begun.promise
  const drained = server.drain()
  answered.resolve()
  const { headers } = await answer
  expect([headers.connection, await text(await answer)]).toEqual(['close', 'done'])
  await drained
  await expect(call({ port })).rejects.toThrow('ECONNREFUSED')
})

test('draining loses no request of clients that are busy on connections they keep', async () => {
  const { port, server } = await serve(async () => new Response('done'))
  const agent = new Agent({ keepAlive: true, maxSockets: 16 })
  let drained = false
  let answered = 0
  // Until a new connection is refused: what fails in another way was lost.
  const busy = async () => {
    for (;;) {
      const answer = await call({ port, agent }).catch((error: NodeJS.ErrnoException) => error.code)
      if (answer === 'ECONNREFUSED') return drained
      if (answer === undefined || typeof answer === 'string') return `lost: ${answer}`
      await text(answer)
      answered += 1
      if (answered === 500) {
        drained = true
        void server.drain()
      }
    }
  }
  expect(new Set(await Promise.all(Array.from({ length: 16 }, busy)))).toEqual(new Set([true]))
})

test('a body that no function reads leaves the connection as it should be', async () => {
  const { port } = await serve(async () => new Response('short'))
  const body = 'x'.repeat(1024 * 1024)
  for (let round = 0; round < 3; round += 1)
    expect(await text(await call({ port, method: 'POST', agent: kept }, body))).toBe('short')
})

test.each([
  ['GET / HTTP/1.1\r\nHost: a b', '400 Bad Request', 'The Host header is not valid.'],
  ['GET / HTTP/1.1\r\nHost: a/api/other?', '400 Bad Request', 'The Host header is not valid.'],
  ['GET http://b/ HTTP/1.1\r\nHost: a', '400 Bad Request', 'The target of the request is not a path.'],
  [
    'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9999999999',
    '413 Payload Too Large',
    'The body of the request is too large.',
  ],
  ['POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked', '400 Bad Request', ''],
  ['\x16\x03\x01 is the beginning of TLS', '400 Bad Request', ''],
])('%j is refused with %s', async (head, status, reason) => {
  const { port } = await serve(async () => new Response('never'))
  const socket = connect(port, '127.0.0.1')
  socket.write(`${head}\r\n\r\n`)
  const answer = await text(socket)
  expect(answer.split('\r\n')[0]).toBe(`HTTP/1.1 ${status}`)
  expect(answer.split('\r\n\r\n')[1]?.trim()).toBe(reason)
})

test('a client that leaves ends the stream it was sent', async () => {
  const cancelled = Promise.withResolvers<void>()
  async function* endless(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        yield Buffer.alloc(1024)
        await new Promise((resolve) => setImmediate(resolve))
      }
    } finally {
      cancelled.resolve()
    }
  }
  const { port } = await serve(async () => new Response(ReadableStream.from(endless())))
  const answer = await call({ port })
  await once(answer, 'data')
  const errors = vi.spyOn(console, 'error')
  answer.destroy()
  await cancelled.promise
  expect(errors).not.toHaveBeenCalled()
})

test('an answer that fails on its way is cut off, with the reason in the log, and the next one is not', async () => {
  async function* failing(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('one ')
    await new Promise((resolve) => setTimeout(resolve, 10))
    throw new Error('the file is gone')
  }
  const { port } = await serve(async ({ url }) =>
    url.endsWith('/next') ? new Response('next') : new Response(ReadableStream.from(failing())),
  )
  const errors = vi.spyOn(console, 'error').mockImplementation(() => {})
  await expect(call({ port }).then(text)).rejects.toThrow('aborted')
  await expect.poll(() => errors.mock.calls).toHaveLength(1)
  expect(errors.mock.calls[0]?.[0]).toContain('[error] An answer could not be sent: Error: the file is gone')
  expect(await text(await call({ port, path: '/next' }))).toBe('next')
})

test('a taken port is named', async () => {
  const blocker = createServer().listen(0, '127.0.0.1')
  await once(blocker, 'listening')
  onTestFinished(() => void blocker.close())
  const port = portOf(blocker.address())
  await expect(serveNode(port, async () => answerOf(new Response()))).rejects.toThrow(
    `Port ${port} of 127.0.0.1 is taken. End what listens there, or choose another port.`,
  )
})

async function serve(
  handle: (request: IncomingRequest) => Promise<Response | Answer>,
): Promise<{ port: number; server: Server }> {
  const port = await freePort()
  const server = await serveNode(port, async (request) => {
    const answer = await handle(request)
    return answer instanceof Response ? answerOf(answer) : answer
  })
  onTestFinished(() => void server.drain())
  return { port, server }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const port = portOf(server.address())
  server.close()
  await once(server, 'close')
  return port
}

function portOf(address: ReturnType<ReturnType<typeof createServer>['address']>): number {
  if (address === null || typeof address === 'string') throw new Error('the socket has no port')
  return address.port
}

async function call(options: RequestOptions, body = ''): Promise<IncomingMessage> {
  const sent = request({ host: '127.0.0.1', ...options })
  sent.end(body)
  const [answer] = await once(sent, 'response')
  return answer
}
