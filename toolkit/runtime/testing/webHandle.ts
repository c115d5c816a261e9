import type { Answer } from '../http/answer.ts'
import { IncomingRequest } from '../http/incomingRequest.ts'

/** For tests: a web Request as it would come over a connection. */
export function fromRequest({ method, url, headers, body }: Request): IncomingRequest {
  const { pathname, search, host } = new URL(url)
  const fields: [string, string][] = [['host', host], ...headers]
  const head = {
    method,
    path: pathname,
    query: search,
    isOld: false,
    headers: () => fields,
    header: (name: string) => (name === 'host' ? host : headers.get(name)),
  }
  return new IncomingRequest(head, body)
}

/** What a client gets of an answer. */
export function toResponse({ status, headers, body }: Answer): Response {
  return new Response(body, {
    status,
    headers: headers.map(([name, value]): [string, string] => [name, value]),
  })
}
