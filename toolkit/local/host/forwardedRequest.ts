import { HOST_VERSION } from './hostVersion.ts'
import { receivedHeaders } from './receivedHeaders.ts'
import { forwardedPath } from './receivedPath.ts'
import { receivedQuery } from './receivedQuery.ts'

/** The headers of a forwarded request, one line for each. Contract 7.2 */
export function forwardedHeaders(
  rawHeaders: readonly string[],
  invocationId: string,
  body: 'sent' | 'empty' | 'none',
): ReadonlyMap<string, string> {
  const headers = new Map<string, string>()
  const content = new Map<string, readonly (readonly [string, string])[]>()
  for (const { name, values } of receivedHeaders(rawHeaders)) {
    const key = name.toLowerCase()
    if (BODY_HEADERS.has(key)) content.set(key, [[name, values.join(',')]])
    else if (!DROPPED.has(key) && !isUpgrade(key, values)) headers.set(name, joined(key, values))
  }
  add(headers, 'X-Azure-Functions-HostVersion', HOST_VERSION)
  add(headers, 'X-Azure-Functions-InvocationId', invocationId)
  add(headers, 'User-Agent', `Azure-Functions-Host/${HOST_VERSION}`)
  // .NET sends the length of an empty body with the methods that may have one.
  if (body === 'empty') headers.set('Content-Length', '0')
  if (body !== 'sent') return headers
  return new Map([...headers, ...[...BODY_HEADERS].flatMap((key) => content.get(key) ?? [])])
}

/** The headers of a proxied request. Contract 8 */
export function proxiedHeaders(
  rawHeaders: readonly string[],
  invocationId: string,
): ReadonlyMap<string, string> {
  const headers = new Map<string, string>()
  for (const { name, values } of receivedHeaders(rawHeaders)) {
    const key = name.toLowerCase()
    if (!CONNECTION_HEADERS.has(key) && !PROXY_SETS.has(key)) headers.set(name, joined(key, values))
  }
  headers.set('X-Azure-Functions-HostVersion', HOST_VERSION)
  headers.set('X-Azure-Functions-InvocationId', invocationId)
  headers.set('x-ms-invocation-id', invocationId)
  return headers
}

/**
 * Path and query of a forwarded request: the path as the client had it, or that of `functionName` where it is given; the
 * query rebuilt. Contract 7.2
 */
export function forwardedTarget(target: string, functionName?: string): string {
  const path = functionName === undefined ? forwardedPath(target) : `/${functionName}`
  const merged = new Map<string, { name: string; value: string }>()
  for (const [name, value] of receivedQuery(target)) {
    const known = merged.get(name.toLowerCase())
    if (known) known.value += `,${value}`
    else merged.set(name.toLowerCase(), { name, value })
  }
  const query = [...merged.values()].map(({ name, value }) => `${escaped(name)}=${escaped(value)}`)
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

// As .NET's URL encoder has it: these characters and those of encodeURIComponent stay, but for the apostrophe.
function escaped(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(/%(?:24|2C|3B|40)|'/g, (part) =>
    part === "'" ? '%27' : decodeURIComponent(part),
  )
}

/** Adds a value to a header, which stays where it is. */
function add(headers: Map<string, string>, name: string, value: string): void {
  const known = [...headers.keys()].find((key) => key.toLowerCase() === name.toLowerCase()) ?? name
  const before = headers.get(known)
  headers.set(known, before === undefined ? value : joined(name.toLowerCase(), [before, value]))
}

/** .NET sends the values of a header in one line. */
function joined(key: string, values: readonly string[]): string {
  return values.join(key === 'user-agent' ? ' ' : key === 'cookie' ? '; ' : ', ')
}

// A connection to a handler cannot be upgraded (contract 7.2).
function isUpgrade(key: string, values: readonly string[]): boolean {
  return key === 'upgrade' || (key === 'connection' && /upgrade/i.test(values.join()))
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
// Content headers besides type and length get lost in .NET. A client that expects 100 has got it from this host, and
// Node.js sends no `Trailer` with a body of a length.
const DROPPED = new Set([
  'transfer-encoding',
  'expect',
  'trailer',
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
