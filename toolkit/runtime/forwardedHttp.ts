import { serializeCookie } from './cookie.ts'
import type { RpcHttpData, RpcTypedData } from './coreTypes.ts'

/** Contract 7.2: the client's own request, handed to the library as it is. */
export function toHttpData(
  request: Request,
  params: Record<string, string>,
): RpcHttpData & { readonly nativeRequest: Request } {
  return { nativeRequest: withPublicScheme(request), params, query: queryOf(request.url) }
}

// The library makes a URLSearchParams of it, and without it parses the whole URL. Empty would be without.
function queryOf(url: string): string {
  const start = url.indexOf('?')
  const end = url.indexOf('#')
  const query =
    start === -1 || (end !== -1 && end < start) ? '' : url.slice(start, end === -1 ? undefined : end)
  return query || '?'
}

/** Contract 7.3. Nothing returned is 204, as with Microsoft's worker. */
export function toResponse(data: RpcTypedData | null | undefined): Response {
  const http = data?.http
  if (!http) return new Response(null, { status: 204 })
  const headers = new Headers(http.headers ?? undefined)
  for (const cookie of http.cookies ?? []) headers.append('set-cookie', serializeCookie(cookie))
  const status = Number(http.statusCode ?? 200)
  const bytes = http.body?.bytes
  return new Response(bytes?.length ? new Uint8Array(bytes) : null, { status, headers })
}

// The front end ends TLS: what the client called stands in this header only.
function withPublicScheme(request: Request): Request {
  if (request.headers.get('x-forwarded-proto') !== 'https') return request
  return new Request(request.url.replace(/^http:/, 'https:'), request)
}
