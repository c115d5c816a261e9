import { serializeCookie } from './cookie.ts'
import type { RpcTypedData } from './coreTypes.ts'
import type { Answer } from './http/answer.ts'

/** Contract 7.3. Nothing returned is 204, as with Microsoft's worker. */
export function toAnswer(data: RpcTypedData | null | undefined): Answer {
  const http = data?.http
  if (!http) return { status: 204, headers: [], body: null }
  const headers = new Headers(http.headers ?? undefined)
  for (const cookie of http.cookies ?? []) headers.append('set-cookie', serializeCookie(cookie))
  const status = Number(http.statusCode ?? 200)
  const bytes = http.body?.bytes
  return { status, headers: [...headers], body: bytes?.length ? bytes : null }
}
