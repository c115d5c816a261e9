import { endOfTarget, endOfToken, endOfValue } from './characters.ts'
import { type KnownFields, knownFieldAt, noKnownFields, repeated } from './knownFields.ts'

/** Where the parts of a request's head are in its bytes. */
export interface ScannedHead {
  readonly methodEnd: number
  /** The path ends where the query begins. */
  readonly query: number
  readonly targetEnd: number
  /** HTTP/1.0 or HTTP/1.1. */
  readonly minorVersion: 0 | 1
  /** Where the first header field begins. */
  readonly fields: number
  readonly known: KnownFields
  /** Behind the empty line. */
  readonly end: number
}

export type HeadProblem = 'incomplete' | 'not HTTP' | 'malformed field' | 'too many fields'

/** Fields of one request: more than any client of the host sends, few enough to look through. */
export const mostFields = 500

/** Looks at every byte of a head once, and takes only what RFC 9112 allows without exceptions. */
export function scanHead(bytes: Uint8Array, start: number): ScannedHead | HeadProblem {
  const methodEnd = endOfToken(bytes, start)
  if (methodEnd - start > longestMethod) return 'not HTTP'
  if (methodEnd >= bytes.length) return 'incomplete'
  if (methodEnd === start || bytes[methodEnd] !== blank) return 'not HTTP'
  if (methodEnd + 1 === bytes.length) return 'incomplete'
  // A target that does not begin with a slash (`http://…`, `*`) is for a proxy.
  if (bytes[methodEnd + 1] !== slash) return 'not HTTP'
  const query = endOfTarget(bytes, methodEnd + 1, questionMark)
  const targetEnd = endOfTarget(bytes, query, hash)
  // What follows it is for nobody.
  const lineEnd = bytes[targetEnd] === hash ? endOfTarget(bytes, targetEnd + 1, hash) : targetEnd
  const minorVersion = readVersion(bytes, lineEnd)
  if (typeof minorVersion === 'string') return minorVersion
  const fields = lineEnd + version.length + '1\r\n'.length
  const known = noKnownFields()
  const end = scanFields(bytes, fields, known)
  if (typeof end === 'string') return end
  return { methodEnd, query, targetEnd, minorVersion, fields, known, end }
}

// RFC 9110, 9.1 sets no limit; no verb is as long.
const longestMethod = 32
const version = ' HTTP/1.'
const blank = 0x20
const slash = 0x2f
const questionMark = 0x3f
const hash = 0x23
const colon = 0x3a
const carriageReturn = 0x0d
const lineFeed = 0x0a

/** Where the head ends, or what is wrong with its fields. */
function scanFields(bytes: Uint8Array, from: number, known: KnownFields): number | HeadProblem {
  let count = 0
  let at = from
  while (bytes[at] !== carriageReturn) {
    count += 1
    if (count > mostFields) return 'too many fields'
    const nameEnd = endOfToken(bytes, at)
    if (nameEnd >= bytes.length) return 'incomplete'
    if (nameEnd === at || bytes[nameEnd] !== colon) return 'malformed field'
    const lineEnd = endOfValue(bytes, nameEnd + 1)
    if (lineEnd >= bytes.length) return 'incomplete'
    if (bytes[lineEnd] !== carriageReturn) return 'malformed field'
    if (lineEnd + 1 === bytes.length) return 'incomplete'
    if (bytes[lineEnd + 1] !== lineFeed) return 'malformed field'
    const field = knownFieldAt(bytes, at, nameEnd)
    if (field !== undefined) known[field] = known[field] === 0 ? nameEnd + 1 : repeated
    at = lineEnd + 2
  }
  if (at + 1 >= bytes.length) return 'incomplete'
  return bytes[at + 1] === lineFeed ? at + 2 : 'malformed field'
}

function readVersion(bytes: Uint8Array, from: number): 0 | 1 | HeadProblem {
  const digit = from + version.length
  for (let at = from; at < digit + 3; at += 1) {
    if (at >= bytes.length) return 'incomplete'
    const expected = at < digit ? version.charCodeAt(at - from) : afterVersion[at - digit]
    if (expected !== undefined && bytes[at] !== expected) return 'not HTTP'
  }
  if (bytes[digit] === 0x31) return 1
  return bytes[digit] === 0x30 ? 0 : 'not HTTP'
}

// The digit is looked at by itself.
const afterVersion = [undefined, carriageReturn, lineFeed]
