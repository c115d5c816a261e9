import type { Answer } from './http/answer.ts'

/**
 * The answer to a request that the host forwards, made of what the function returned in one step. The library makes
 * a Response and reads it. Undefined: leave it to the library, which also knows what is wrong with a result it
 * cannot use.
 */
export function directAnswer(result: unknown): Answer | undefined {
  if (!isPlainObject(result)) return undefined
  const { status = 200, headers, cookies, jsonBody, body } = result
  if (status !== 200 && !isOrdinary(status)) return undefined
  if (cookies !== undefined && !hasNone(cookies)) return undefined
  if (headers !== undefined && !areTexts(headers)) return undefined
  if (jsonBody !== undefined && jsonBody !== null) {
    const json = JSON.stringify(jsonBody)
    if (typeof json !== 'string') return undefined
    return { status, headers: headers ? fieldsOf(headers, jsonFields) : jsonFields, body: json }
  }
  if (typeof body === 'string')
    return { status, headers: headers ? fieldsOf(headers, textFields) : textFields, body }
  if (body !== undefined && body !== null) return undefined
  return { status, headers: headers ? fieldsOf(headers, []) : [], body: null }
}

type TextRecord = Readonly<Record<string, string>>

const jsonFields: Answer['headers'] = [['content-type', 'application/json']]
const textFields: Answer['headers'] = [['content-type', 'text/plain;charset=UTF-8']]

/** `typical` is what the body alone calls for. */
function fieldsOf(headers: TextRecord, typical: Answer['headers']): Answer['headers'] {
  const fields: [string, string][] = []
  let isTyped = false
  for (const given in headers) {
    const name = given.toLowerCase()
    if (name === 'content-type') isTyped = true
    fields.push([name, withoutBlanks(headers[given] ?? '')])
  }
  return isTyped ? fields : [...fields, ...typical]
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}

function isOrdinary(status: unknown): status is number {
  ordinaryStatuses ??= createOrdinaryStatuses()
  return ordinaryStatuses.has(status)
}

let ordinaryStatuses: ReadonlySet<unknown> | undefined

// Of the rest some have no body whatever the function says, and some are none.
function createOrdinaryStatuses(): ReadonlySet<unknown> {
  return new Set([
    ...[200, 201, 202, 203, 301, 302, 303, 307, 308],
    ...[400, 401, 402, 403, 404, 405, 406, 409, 410, 412, 413, 415, 422, 429, 500, 501, 502, 503, 504],
  ])
}

function hasNone(cookies: unknown): boolean {
  return cookies === null || (Array.isArray(cookies) && cookies.length === 0)
}

// A name may stand twice in any other kind of headers, and the library has its own way with those.
function areTexts(headers: unknown): headers is TextRecord {
  if (!isPlainObject(headers)) return false
  const names = new Set<string>()
  for (const [name, value] of Object.entries(headers)) {
    if (!isToken(name) || typeof value !== 'string' || !isFieldValue(value)) return false
    const lowered = name.toLowerCase()
    if (names.has(lowered)) return false
    names.add(lowered)
  }
  return true
}

// What HTTP has no place for is the library's to refuse, or the platform's.
function isToken(name: string): boolean {
  return /^[!#$%&'*+\-.^_`|~\w]+$/.test(name)
}

function isFieldValue(value: string): boolean {
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(value)
}

function withoutBlanks(value: string): string {
  return value.replace(/^[\t ]+|[\t ]+$/g, '')
}
