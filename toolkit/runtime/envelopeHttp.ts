import { decodeBase64 } from './base64.ts'
import type { RpcHttpData, RpcTypedData } from './coreTypes.ts'
import { isRecord, type JsonRecord } from './json.ts'

/**
 * Contract 5.5. The query is left to the library, which reads it from the URL with every repeated key. Undefined:
 * this is no HTTP request.
 */
export function decodeHttpRequest(value: unknown): RpcHttpData | undefined {
  if (!isRecord(value) || typeof value.Url !== 'string' || typeof value.Method !== 'string') return undefined
  if (!URL.canParse(value.Url)) return undefined
  const headers = decodeHeaders(isRecord(value.Headers) ? value.Headers : {})
  return {
    url: value.Url,
    method: value.Method,
    headers,
    params: textsOf(isRecord(value.Params) ? value.Params : {}),
    body: typeof value.Body === 'string' ? decodeBody(value.Body, headers) : undefined,
  }
}

function decodeHeaders(headers: JsonRecord): Record<string, string> {
  const entries = Object.entries(headers).map(([name, values]): [string, string] => [
    name.toLowerCase(),
    Array.isArray(values) ? values.join(', ') : String(values),
  ])
  return Object.fromEntries(entries)
}

function textsOf(params: JsonRecord): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}

// The host sends these two kinds as base64 and decodes everything else as text, a PNG included.
function decodeBody(body: string, headers: Record<string, string>): RpcTypedData {
  const isBytes = /^(?:application\/octet-stream|multipart\/)/i.test(headers['content-type'] ?? '')
  return isBytes ? { bytes: decodeBase64(body) } : { string: body }
}
