import { request as open } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ReadableStream } from 'node:stream/web'

/**
 * What `fetch` is to a request that is passed on: that of Node.js unpacks each body that a header says is packed, and
 * leaves the header. Resolves when the answer begins.
 */
export function fetchUnchanged({ url, method, headers, body, signal }: Request): Promise<Response> {
  return new Promise((resolve, reject) => {
    const outgoing = open(url, { method, headers: Object.fromEntries(headers), signal })
    outgoing.once('error', reject)
    outgoing.once('response', (incoming) => {
      const { statusCode: status = 500, rawHeaders } = incoming
      const fields: [string, string][] = []
      for (let index = 0; index < rawHeaders.length; index += 2)
        fields.push([rawHeaders[index] ?? '', rawHeaders[index + 1] ?? ''])
      const isBodiless = bodiless.has(status) || method === 'HEAD'
      if (isBodiless) incoming.resume()
      const content = isBodiless ? null : ReadableStream.from(incoming)
      resolve(new Response(content, { status, headers: fields }))
    })
    if (body === null) outgoing.end()
    else pipeline(Readable.fromWeb(body), outgoing).catch(reject)
  })
}

// A Response with one of these refuses a body.
const bodiless: ReadonlySet<number> = new Set([204, 205, 304])
