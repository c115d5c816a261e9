import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import {
  ReadableStream,
  type ReadableStreamDefaultReader,
  type ReadableStreamReadResult,
} from 'node:stream/web'
import { describeError } from './describeError.ts'
import { writeLog } from './log.ts'
import { portTaken } from './port.ts'
import type { Handle, Server } from './server.ts'

/** The edge to Node.js. Rejects when the port is taken. */
export async function serveNode(port: number, handle: Handle): Promise<Server> {
  let draining = false
  const server = createServer(options, (incoming, outgoing) => {
    outgoing.once('close', () => draining && incoming.socket.end())
    answer(incoming, outgoing, handle, () => draining).catch((error) => {
      const clientLeft = outgoing.destroyed
      outgoing.destroy()
      if (clientLeft) return
      const message = `An answer could not be sent: ${describeError(error)}`
      writeLog({ level: 'error', category: 'system', message })
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(portTaken(port, error)))
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    drain() {
      draining = true
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

const options = {
  // The host's client keeps an idle connection for a minute: it has to be the one that closes it.
  keepAliveTimeout: 120_000,
  // A streamed request may take as long as its function.
  requestTimeout: 0,
  // More than the host itself takes.
  maxHeaderSize: 64 * 1024,
}

async function answer(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  handle: Handle,
  isDraining: () => boolean,
): Promise<void> {
  const request = toRequest(incoming)
  const response = request ? await handle(request) : new Response('This is no request.\n', { status: 400 })
  // Otherwise a connection that was busy when draining began would hold the process until it is idle for long.
  if (isDraining()) outgoing.shouldKeepAlive = false
  outgoing.statusCode = response.status
  outgoing.statusMessage = response.statusText
  for (const [name, value] of response.headers) {
    if (!ofConnection.has(name)) outgoing.appendHeader(name, value)
  }
  await sendBody(response, outgoing)
}

// Of one connection only, so no part of a Request or a Response; fetch() refuses most of them.
const ofConnection = new Set(['connection', 'expect', 'keep-alive', 'transfer-encoding', 'upgrade'])

function toRequest(incoming: IncomingMessage): Request | undefined {
  const { method = 'GET', url = '/', rawHeaders } = incoming
  if (!url.startsWith('/')) return undefined
  const headers = new Headers()
  // Read when the function does: Node.js skips over a body that nobody has begun to read.
  const body = method === 'GET' || method === 'HEAD' ? null : ReadableStream.from(incoming)
  try {
    for (let index = 0; index < rawHeaders.length; index += 2) {
      const name = rawHeaders[index]?.toLowerCase() ?? ''
      if (!ofConnection.has(name)) headers.append(name, rawHeaders[index + 1] ?? '')
    }
    return new Request(`http://${incoming.headers.host}${url}`, { method, headers, body, duplex: 'half' })
  } catch {
    // A host that is none, or a method that fetch forbids.
    return undefined
  }
}

/** With its length where all of it is there at once, piece by piece otherwise. */
async function sendBody(response: Response, outgoing: ServerResponse): Promise<void> {
  const reader = response.body?.getReader()
  if (reader === undefined) return void outgoing.end()
  const first = await reader.read()
  if (first.done) return void outgoing.end()
  const second = reader.read()
  const next = await Promise.race([second, nextTurn()])
  if (next?.done) {
    outgoing.setHeader('content-length', first.value.byteLength)
    return void outgoing.end(first.value)
  }
  await pipeline(pieces(first.value, second, reader), outgoing)
}

function nextTurn(): Promise<undefined> {
  return new Promise((resolve) => setImmediate(() => resolve(undefined)))
}

async function* pieces(
  first: Uint8Array,
  second: Promise<ReadableStreamReadResult<Uint8Array>>,
  reader: ReadableStreamDefaultReader<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    yield first
    for (let next = await second; !next.done; next = await reader.read()) yield next.value
  } finally {
    await reader.cancel()
  }
}
