import type { IncomingMessage } from 'node:http'
import { ReadableStream } from 'node:stream/web'
import { ofConnection } from './connectionHeaders.ts'
import { requestBodyLimit } from './server.ts'

/** What arrived as a web Request, or what is answered to something that is none or too large. */
export function toRequest(incoming: IncomingMessage): Request | Response {
  const { method = 'GET', url = '/' } = incoming
  const { host = '127.0.0.1', 'content-length': length = '0' } = incoming.headers
  // Together they make the URL: neither may reach into the other's part of it.
  if (!url.startsWith('/') || !/^[\w.:[\]-]+$/.test(host))
    return refuse(400, 'The request has an unusable target or host.')
  if (Number(length) > requestBodyLimit) return refuse(413, 'The body of the request is too large.')
  try {
    const body = hasBody(incoming) ? ReadableStream.from(limited(incoming)) : null
    return new Request(`http://${host}${url}`, { method, headers: headersOf(incoming), body, duplex: 'half' })
  } catch {
    return refuse(400, 'The request has an unusable method, host or header.')
  }
}

function refuse(status: number, reason: string): Response {
  return new Response(`${reason}\n`, { status })
}

// The standard has no body for these two verbs; nobody reads what is sent with them.
function hasBody({ method, headers }: IncomingMessage): boolean {
  if (method === 'GET' || method === 'HEAD') return false
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers()
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]?.toLowerCase() ?? ''
    if (!ofConnection.has(name)) headers.append(name, rawHeaders[index + 1] ?? '')
  }
  return headers
}

// Begins when the function reads: Node.js skips a body that nobody has begun to read.
async function* limited(incoming: IncomingMessage): AsyncGenerator<Uint8Array> {
  let length = 0
  for await (const chunk of incoming) {
    length += chunk.length
    if (length > requestBodyLimit) throw new Error('The body of the request is too large.')
    yield chunk
  }
}
