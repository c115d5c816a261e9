/** A header with all its values. */
export interface ReceivedHeader {
  readonly name: string
  readonly values: readonly string[]
}

/**
 * The headers of a request as Kestrel, the web server of the Functions host, has them: first those it knows, in its own
 * order and spelling, then the others as they came. Contract 5.5
 */
export function receivedHeaders(rawHeaders: readonly string[]): readonly ReceivedHeader[] {
  const found = new Map<string, { name: string; place: number; values: string[] }>()
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] ?? ''
    const value = rawHeaders[i + 1] ?? ''
    const key = name.toLowerCase()
    const header = found.get(key)
    if (header) header.values.push(value)
    else found.set(key, { ...(KNOWN.get(key) ?? { name, place: KNOWN.size }), values: [value] })
  }
  // What the front end of Azure was called by counts, not what it calls its host.
  const disguised = found.get('disguised-host')
  if (disguised) found.set('host', { ...HOST, values: disguised.values })
  return [...found.values()].sort((a, b) => a.place - b.place)
}

const NAMES = [
  'Accept Connection Host User-Agent',
  'Accept-Charset Accept-Encoding Accept-Language Access-Control-Request-Headers Access-Control-Request-Method',
  'Authorization baggage Cache-Control Content-Type Cookie Correlation-Context Date Expect From',
  'grpc-accept-encoding grpc-encoding grpc-timeout',
  'If-Match If-Modified-Since If-None-Match If-Range If-Unmodified-Since Keep-Alive Max-Forwards Origin Pragma',
  'Proxy-Authorization Range Referer Request-Id TE traceparent tracestate Transfer-Encoding Translate',
  'Upgrade Upgrade-Insecure-Requests Via Warning',
  'Content-Length',
].flatMap((names) => names.split(' '))
const KNOWN = new Map(NAMES.map((name, place) => [name.toLowerCase(), { name, place }]))
const HOST = { name: 'Host', place: NAMES.indexOf('Host') }
