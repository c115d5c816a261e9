import type { IncomingMessage, ServerResponse } from 'node:http'

export interface CorsOptions {
  /** Origins whose pages may read answers; `*` stands for all. */
  readonly origins: readonly string[]
  readonly credentials: boolean
}

/**
 * What the platform does for browsers before a function sees the request: answers preflight requests by itself (true),
 * and marks the answers to others.
 */
export function applyCors(
  { method, headers }: IncomingMessage,
  response: ServerResponse,
  { origins, credentials }: CorsOptions,
): boolean {
  const { origin } = headers
  if (origin === undefined) return false
  const isPreflight = method === 'OPTIONS' && headers['access-control-request-method'] !== undefined
  const isAllowed = origins.includes('*') || origins.includes(origin)
  if (isAllowed) {
    const isForAll = origins.includes('*') && !credentials
    response.setHeader('Access-Control-Allow-Origin', isForAll ? '*' : origin)
    if (!isForAll) response.setHeader('Vary', 'Origin')
    if (credentials) response.setHeader('Access-Control-Allow-Credentials', 'true')
  }
  if (!isPreflight) return false
  if (isAllowed) {
    const asked = headers['access-control-request-headers']
    if (asked !== undefined) response.setHeader('Access-Control-Allow-Headers', asked)
    response.setHeader('Access-Control-Allow-Methods', String(headers['access-control-request-method']))
  }
  response.writeHead(204).end()
  return true
}
