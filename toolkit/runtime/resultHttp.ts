import { serializeCookie } from './cookie.ts'
import type { RpcHttpData, RpcTypedData } from './coreTypes.ts'

/** Contract 6.4: the value of the output `res`. */
export interface HttpOutputValue {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export function encodeHttpResponse(http: RpcHttpData | null | undefined): HttpOutputValue {
  // A function that returns nothing answers 204, as with Microsoft's worker.
  if (!http) return { statusCode: 204, headers: {}, body: '' }
  const headers = { ...http.headers }
  const cookies = (http.cookies ?? []).map(serializeCookie)
  const own = headers['set-cookie']
  Object.assign(headers, cookieHeader(own === undefined ? cookies : [own, ...cookies]))
  return { statusCode: Number(http.statusCode ?? 200), headers, body: decodeText(http.body) }
}

/** Contract 6.4: one value per header. Throws when there are several. */
export function cookieHeader(cookies: readonly string[]): Record<string, string> {
  const [cookie] = cookies
  if (cookies.length > 1) {
    throw new Error(
      'The answer has several cookies, but a function with further bindings can set only one: the custom handler ' +
        'protocol has one value per header. Set one cookie, or move the other bindings to another function.',
    )
  }
  return cookie === undefined ? {} : { 'set-cookie': cookie }
}

function decodeText(body: RpcTypedData | null | undefined): string {
  if (!body?.bytes) return body?.string ?? ''
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body.bytes)
  } catch (cause) {
    throw new Error(
      'The answer is binary, but a function with further bindings can answer text only: the custom handler ' +
        'protocol has no bytes there. Answer text, or move the other bindings to another function.',
      { cause },
    )
  }
}
