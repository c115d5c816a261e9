// The platform's own, because the one that installStandardResponse puts in its place costs several times as much.
const PlainResponse = globalThis.Response

/**
 * The answer to a request that the host forwards, made of what the function returned in one step. The library makes
 * a Response, reads it, and has another one made of what it read. Undefined: leave it to the library, which also
 * knows what is wrong with a result it cannot use.
 */
export function directResponse(result: unknown): Response | undefined {
  if (!isPlainObject(result)) return undefined
  const { status = 200, headers, cookies, jsonBody, body } = result
  if (!hasOrdinaryStatus(status) || !hasNone(cookies) || !areTexts(headers)) return undefined
  if (isSet(jsonBody)) {
    const json = JSON.stringify(jsonBody)
    if (typeof json !== 'string') return undefined
    return new PlainResponse(json, { status, headers: withType(headers, jsonHeaders) })
  }
  if (typeof body === 'string')
    return new PlainResponse(body, { status, headers: withType(headers, textHeaders) })
  if (!isSet(body)) return new PlainResponse(null, { status, headers })
  return undefined
}

const jsonHeaders = { 'content-type': 'application/json' }
const textHeaders = { 'content-type': 'text/plain;charset=UTF-8' }

type TextRecord = Readonly<Record<string, string>>

function withType(headers: TextRecord | undefined, type: TextRecord): TextRecord {
  if (headers === undefined) return type
  const typed = Object.keys(headers).some((name) => name.toLowerCase() === 'content-type')
  return typed ? headers : { ...headers, ...type }
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}

// Of the rest some have no body whatever the function says, and some are none.
const ordinaryStatuses: ReadonlySet<unknown> = new Set([
  ...[200, 201, 202, 203, 301, 302, 303, 307, 308],
  ...[400, 401, 402, 403, 404, 405, 406, 409, 410, 412, 413, 415, 422, 429, 500, 501, 502, 503, 504],
])

function hasOrdinaryStatus(status: unknown): status is number {
  return ordinaryStatuses.has(status)
}

function hasNone(cookies: unknown): boolean {
  return !isSet(cookies) || (Array.isArray(cookies) && cookies.length === 0)
}

// A name may stand twice in any other kind of headers, and the library has its own way with those.
function areTexts(headers: unknown): headers is TextRecord | undefined {
  if (headers === undefined) return true
  if (!isPlainObject(headers) || !Object.values(headers).every((value) => typeof value === 'string'))
    return false
  const names = Object.keys(headers)
  return new Set(names.map((name) => name.toLowerCase())).size === names.length
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null
}
