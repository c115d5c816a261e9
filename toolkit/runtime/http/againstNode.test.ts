import { once } from 'node:events'
import { createServer as createHttpServer, METHODS } from 'node:http'
import { connect, createServer, type Server } from 'node:net'
import { buffer, text } from 'node:stream/consumers'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Connection } from './connection.ts'

/*
 * The same bytes for our reader and for the one of Node.js, which has been hardened for years. What ours takes, the
 * other takes as the same: a request never means two things. `FUZZ_RUNS=100000` looks longer.
 */

const runs = Number(process.env.FUZZ_RUNS ?? 1500)
const timeout = 20_000 + 20 * runs

/** What a server understood: verb, target, fields and body of each request. */
type Understood = readonly [method: string, target: string, headers: string, body: string]

const understood: { ours: Understood[]; node: Understood[] } = { ours: [], node: [] }

// Every kind of field but those that belong to the connection, sorted, with their values joined.
function fieldsOf(fields: Iterable<readonly [string, string]>): string {
  const joined = new Map<string, string>()
  for (const [name, value] of fields) {
    const key = name.toLowerCase()
    const known = joined.get(key)
    // As the fetch standard joins them.
    joined.set(key, known === undefined ? value : `${known}${key === 'cookie' ? '; ' : ', '}${value}`)
  }
  const ofConnection = ['connection', 'expect', 'keep-alive', 'transfer-encoding', 'upgrade']
  return JSON.stringify([...joined].filter(([name]) => !ofConnection.includes(name)).sort())
}

const ours = createServer({ allowHalfOpen: true }, (socket) => {
  const connection = new Connection(
    {
      write(data) {
        socket.write(data)
        return Buffer.byteLength(data)
      },
      end: () => void socket.end(),
      pause: () => void socket.pause(),
      resume: () => void socket.resume(),
    },
    {
      async handle(request) {
        const bytes = await request.bytes().catch(() => undefined)
        if (bytes === undefined) return { status: 400, headers: [], body: null }
        const target = request.path + request.query
        const body = Buffer.from(bytes).toString('latin1')
        understood.ours.push([request.method, target, fieldsOf(request.headers), body])
        return { status: 200, headers: [], body: null }
      },
      isClosing: () => false,
      failed: () => {},
      bodyLimit: 1024 ** 2,
    },
  )
  socket.on('data', (bytes) => connection.received(bytes))
  socket.on('end', () => connection.finished())
  socket.on('close', () => connection.closed())
  socket.on('error', () => {})
})

const node = createHttpServer(async (incoming, outgoing) => {
  // Node.js begins with the next request before this one is answered.
  const place = understood.node.push(['', '', '', 'cut off']) - 1
  const { method = '', url = '', rawHeaders } = incoming
  const body = (await buffer(incoming).catch(() => Buffer.from('cut off'))).toString('latin1')
  const fields = rawHeaders.flatMap((name, index) =>
    index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ''] as const] : [],
  )
  const known: Understood = [
    /^(?:get|post|put|head|delete|options)$/i.test(method) ? method.toUpperCase() : method,
    url
      .replace(/#.*/, '')
      .replace(/[\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`),
    fieldsOf(fields),
    method === 'GET' || method === 'HEAD' ? '' : body,
  ]
  understood.node[place] = known
  outgoing.end()
})
// Of its own it refuses what it cannot meet, which is allowed, not asked for (RFC 9110, 10.1.1).
for (const event of ['checkContinue', 'checkExpectation'])
  node.on(event, (incoming, outgoing) => node.emit('request', incoming, outgoing))

async function listen(server: Server): Promise<void> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
}

beforeAll(() => Promise.all([listen(ours), listen(node)]))
afterAll(() => {
  ours.close()
  node.close()
})

/** The status of each answer. */
async function send(server: Server, bytes: Buffer): Promise<string[]> {
  const { port } = Object(server.address())
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  socket.end(bytes)
  const answer = await text(socket).catch(() => '')
  return [...answer.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status ?? '')
}

const token = fc.constantFrom('X-A', 'x-b', 'Accept', 'Cookie', 'X_c', "!#$%&'*+-.^_`|~", 'Traceparent')
const value = fc.constantFrom('', 'a', ' padded\t', 'a, b', '\xe9\xff', '"q:"', 'x'.repeat(300))
const fields = fc.array(fc.tuple(token, value), { maxLength: 5 })
const body = fc.constantFrom('', 'a', '{"a":1}', 'GET / HTTP/1.1\r\nHost: b\r\n\r\n', 'x'.repeat(5000))
const request = fc
  .record({
    method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'),
    target: fc.constantFrom('/', '/a/b', '/a?b=c&d', '/%41%zz', '/a?b?c', "/:@!$&'()*+,;=-._~"),
    fields,
    body,
    framing: fc.constantFrom('none', 'length', 'chunked'),
    chunk: fc.integer({ min: 1, max: 4000 }),
  })
  .map(({ method, target, fields: given, body: content, framing, chunk }) => {
    const lines = [
      `${method} ${target} HTTP/1.1`,
      'Host: a',
      ...given.map(([name, text]) => `${name}:${text}`),
    ]
    if (framing === 'none') return `${lines.join('\r\n')}\r\n\r\n`
    if (framing === 'length')
      return `${[...lines, `Content-Length: ${content.length}`].join('\r\n')}\r\n\r\n${content}`
    const chunks = content.match(new RegExp(`[^]{1,${chunk}}`, 'g')) ?? []
    const encoded = chunks.map((piece) => `${piece.length.toString(16)}\r\n${piece}\r\n`).join('')
    return `${[...lines, 'Transfer-Encoding: chunked'].join('\r\n')}\r\n\r\n${encoded}0\r\n\r\n`
  })
const requests = fc.array(request, { minLength: 1, maxLength: 3 })

test(
  'what is a request is one to both, and the same',
  async () => {
    await fc.assert(
      fc.asyncProperty(requests, async (texts) => {
        understood.ours = []
        understood.node = []
        const bytes = Buffer.from(texts.join(''), 'latin1')
        const [first, second] = await Promise.all([send(ours, bytes), send(node, bytes)])
        expect(first).toEqual(texts.map(() => '200'))
        expect(second).toEqual(first)
        expect(understood.ours).toEqual(understood.node)
      }),
      { numRuns: runs / 5 },
    )
  },
  timeout,
)

// What makes two readers disagree: line ends, blanks, lengths, chunks, bytes that are no text.
const dangerous = fc.constantFrom(
  ...[
    '\r',
    '\n',
    '\r\n',
    '\r\n\r\n',
    '\0',
    ' ',
    '\t',
    ':',
    ';',
    ',',
    '0',
    '5',
    'ffffffffffffffff',
    '-1',
    '+1',
    '0x5',
  ],
  ...[
    'Content-Length: 3\r\n',
    'Transfer-Encoding: chunked\r\n',
    'Transfer-Encoding : chunked\r\n',
    ' chunked',
  ],
  ...[
    'Transfer-Encoding: xchunked\r\n',
    'Transfer-Encoding:\tchunked\r\n',
    'Content-Length: 3, 3\r\n',
    '\r\n ',
  ],
  ...[
    'Host: b\r\n',
    'Connection: close\r\n',
    'Expect: 100-continue\r\n',
    'HTTP/1.0',
    'HTTP/1.10',
    '\xff',
    '\x7f',
    '\x80',
  ],
)
const change = fc.record({ place: fc.nat(), removed: fc.integer({ min: 0, max: 3 }), added: dangerous })

test(
  'what is changed into something else never means two things',
  async () => {
    let taken = 0
    let refused = 0
    await fc.assert(
      fc.asyncProperty(requests, fc.array(change, { minLength: 1, maxLength: 3 }), async (texts, changes) => {
        let changed = texts.join('')
        for (const { place, removed, added } of changes) {
          const at = place % (changed.length + 1)
          changed = changed.slice(0, at) + added + changed.slice(at + removed)
        }
        understood.ours = []
        understood.node = []
        const bytes = Buffer.from(changed, 'latin1')
        await Promise.all([send(ours, bytes), send(node, bytes)])
        const whole = understood.node.filter(([, , , content]) => content !== 'cut off')
        // Node.js has a list of verbs; to ours any word is one.
        const strange = understood.ours.findIndex(([method]) => !METHODS.includes(method))
        const seen = strange === -1 ? understood.ours : understood.ours.slice(0, strange)
        // Ours may stop sooner, never see more or see it in another way.
        expect(seen).toEqual(whole.slice(0, seen.length))
        if (understood.ours.length === texts.length) taken += 1
        else refused += 1
      }),
      { numRuns: runs },
    )
    expect(Math.min(taken, refused)).toBeGreaterThan(runs / 100)
  },
  timeout,
)
