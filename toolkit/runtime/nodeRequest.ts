import type { IncomingMessage } from 'node:http'
import { ReadableStream } from 'node:stream/web'
import { bodyTooLarge } from './http/bodyFraming.ts'
import { refuseHost } from './http/head/host.ts'
import type { RequestHead } from './http/head/requestHead.ts'
import { type Head, IncomingRequest } from './http/incomingRequest.ts'
import type { Refusal } from './http/refusal.ts'
import { requestBodyLimit } from './server.ts'

/** What arrived, or why it is not taken. */
export function toIncomingRequest(incoming: IncomingMessage): IncomingRequest | Refusal {
  const { url = '/', headers } = incoming
  if (!url.startsWith('/')) return { status: 400, reason: 'The target of the request is not a path.' }
  if (Number(headers['content-length'] ?? 0) > requestBodyLimit) return bodyTooLarge
  const head = toHead(incoming, url)
  const body = hasBody(incoming) ? ReadableStream.from(limited(incoming)) : null
  return refuseHost(head) ?? new IncomingRequest(head, body)
}

function toHead(
  { method = 'GET', httpVersion, rawHeaders }: IncomingMessage,
  url: string,
): Head & Pick<RequestHead, 'has'> {
  const headers: [string, string][] = []
  for (let index = 0; index < rawHeaders.length; index += 2)
    headers.push([rawHeaders[index]?.toLowerCase() ?? '', rawHeaders[index + 1] ?? ''])
  const [, path = '', query = ''] = /^([^?#]*)(\?[^#]*)?/.exec(url) ?? []
  const header = (name: string) => {
    const values = headers.filter(([found]) => found === name).map(([, value]) => value)
    return values.length === 0 ? null : values.join(', ')
  }
  return {
    method,
    path,
    query,
    isOld: httpVersion === '1.0',
    headers: () => headers,
    header,
    has: (name, value) => header(name) === value,
  }
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

// Begins when the function reads: Node.js skips a body that nobody has begun to read.
async function* limited(incoming: IncomingMessage): AsyncGenerator<Uint8Array> {
  let length = 0
  for await (const chunk of incoming) {
    length += chunk.length
    if (length > requestBodyLimit) throw new Error(bodyTooLarge.reason)
    yield chunk
  }
}
