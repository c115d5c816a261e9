import { HOST_VERSION } from './hostVersion.ts'

/** The headers of a forwarded request, names and values by turns. Contract 7.2 */
export function forwardedHeaders(
  rawHeaders: readonly string[],
  invocationId: string,
  hasBody: boolean,
  isBodyExpected: boolean,
): string[] {
  const headers: string[] = []
  let userAgent = ''
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] ?? ''
    const value = rawHeaders[i + 1] ?? ''
    const key = name.toLowerCase()
    if (key === 'user-agent') userAgent = `${value} `
    else if (!DROPPED.has(key) && (hasBody || !BODY_HEADERS.has(key))) headers.push(name, value)
  }
  // .NET sends the length of an empty body with the methods that usually have one.
  if (!hasBody && isBodyExpected) headers.push('Content-Length', '0')
  headers.push('User-Agent', `${userAgent}Azure-Functions-Host/${HOST_VERSION}`)
  headers.push('X-Azure-Functions-InvocationId', invocationId)
  headers.push('X-Azure-Functions-HostVersion', HOST_VERSION)
  return headers
}

/** The headers of a proxied request, names and values by turns. Contract 8 */
export function proxiedHeaders(rawHeaders: readonly string[], invocationId: string): string[] {
  const headers: string[] = []
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] ?? ''
    const key = name.toLowerCase()
    if (!CONNECTION_HEADERS.has(key) && !PROXY_SETS.has(key)) headers.push(name, rawHeaders[i + 1] ?? '')
  }
  headers.push('X-Azure-Functions-HostVersion', HOST_VERSION)
  headers.push('X-Azure-Functions-InvocationId', invocationId)
  headers.push('x-ms-invocation-id', invocationId)
  return headers
}

/**
 * Path and query of a forwarded request: the path as it came, or that of `functionName` where it is given; the query
 * rebuilt. Contract 7.2
 */
export function forwardedTarget(target: string, functionName?: string): string {
  const at = target.indexOf('?')
  const path = functionName === undefined ? (at < 0 ? target : target.slice(0, at)) : `/${functionName}`
  if (at < 0) return path
  const merged = new Map<string, { name: string; value: string }>()
  for (const [name, value] of new URLSearchParams(target.slice(at + 1))) {
    const known = merged.get(name.toLowerCase())
    if (known) known.value += `,${value}`
    else merged.set(name.toLowerCase(), { name, value })
  }
  const query = [...merged.values()].map(
    ({ name, value }) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
  )
  return query.length === 0 ? path : `${path}?${query.join('&')}`
}

/** The headers of a handler's answer that reach the client: all but those of the connection. Contract 7.3 */
export function relayedHeaders(
  rawHeaders: readonly string[],
  response: { hasHeader(name: string): boolean },
): string[] {
  const headers: string[] = []
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] ?? ''
    const key = name.toLowerCase()
    // What answers browsers is the platform's business as soon as it has begun to.
    const isSettled = key.startsWith('access-control-') && response.hasHeader(key)
    if (!CONNECTION_HEADERS.has(key) && !isSettled) headers.push(name, rawHeaders[i + 1] ?? '')
  }
  return headers
}

const BODY_HEADERS = new Set(['content-length', 'content-type'])
const PROXY_SETS = new Set([
  'x-azure-functions-hostversion',
  'x-azure-functions-invocationid',
  'x-ms-invocation-id',
])
const CONNECTION_HEADERS = new Set([
  'connection',
  'expect',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])
// The connection to the handler is ours; content headers besides type and length get lost in .NET.
const DROPPED = new Set([
  ...CONNECTION_HEADERS,
  'allow',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-location',
  'content-md5',
  'content-range',
  'expires',
  'last-modified',
])
