import { isUtf8 } from 'node:buffer'
import type { IncomingMessage } from 'node:http'

/** What forwarding changes of a request. Contract 7.2 */
export function forwardingSurprises({ url = '', headers }: IncomingMessage): readonly string[] {
  const found: string[] = []
  const query = url.includes('&') ? url.split('?')[1] : ''
  const names = [...new URLSearchParams(query).keys()].map((name) => name.toLowerCase())
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) {
    found.push(
      `The query has '${twice}' more than once: a forwarded request gets the values as one, with commas. ` +
        `Split it in the handler, or set enableProxyingHttpRequest in host.json.`,
    )
  }
  if (/%(3f|23)/i.test(url.split('?')[0] ?? '')) {
    found.push(
      `The path has an escaped '?' or '#', at which forwarding cuts it. ` +
        `Send the value in the query, or set enableProxyingHttpRequest in host.json.`,
    )
  }
  for (const name of LOST.filter((each) => headers[each] !== undefined)) {
    found.push(
      `The request has the header '${name}', which forwarding loses. ` +
        `Set enableProxyingHttpRequest in host.json, or send the content without it.`,
    )
  }
  return found
}

const LOST = ['content-encoding', 'content-disposition', 'content-language', 'content-md5', 'content-range']

/** What the envelope makes of a request's body. Contract 5.5 */
export function bodySurprises(
  contentType: string | undefined,
  body: Uint8Array | undefined,
): readonly string[] {
  if (!body || isUtf8(body) || /^\s*(application\/octet-stream|multipart\/)/i.test(contentType ?? ''))
    return []
  return [
    `The body is binary, but its content type '${contentType ?? ''}' is not application/octet-stream or multipart/…, ` +
      `so the host reads it as text and spoils it. Send it as application/octet-stream, or forward the request.`,
  ]
}

/** What Azure's front end makes of an answer that took so many milliseconds. Contract 2.4 */
export function lateSurprises(duration: number): readonly string[] {
  if (duration <= LONGEST_ANSWER) return []
  return [
    'The answer took more than 230 s: on Azure the load balancer has ended the request by then. ' +
      'Answer 202 at once and go on in a queue function.',
  ]
}

const LONGEST_ANSWER = 230_000
