import { encodeTarget } from './target.ts'

/** A request that is not taken: what the client reads. */
export interface Refusal {
  readonly status: 400 | 413 | 417 | 431 | 501
  readonly reason: string
}

/** The head of one HTTP/1.1 request (RFC 9112), checked as a whole; its header fields are looked up when asked for. */
export interface RequestHead {
  readonly method: string
  /** As sent; bytes beyond ASCII are percent-encoded. */
  readonly path: string
  /** The same, with its question mark; empty for none. */
  readonly query: string
  /** HTTP/1.0 has no chunks, and its connections end with the answer. */
  readonly isOld: boolean
  /** The fields that say how to read the request and what becomes of its connection: most requests have few. */
  readonly framing: Framing
  /** `name` in lower case. Several values come as one, joined by a comma and a blank; null: there is none. */
  header(name: string): string | null
  /** Every field as sent, names in lower case. */
  headers(): [name: string, value: string][]
}

export interface Framing {
  readonly connection?: string
  readonly 'content-length'?: string
  readonly expect?: string
  readonly 'transfer-encoding'?: string
}

/** Fields of one request: more than any client of the host sends, few enough to look through. */
const mostFields = 500

/** `text` is the head in Latin-1, up to the line break that ends its last field. */
export function parseRequestHead(text: string): RequestHead | Refusal {
  const line = requestLine.exec(text)
  if (line === null) return notHttp
  const [{ length: start }, method = '', path = '', query = '', minor] = line
  let end = start
  for (let fields = 0; end < text.length; fields += 1) {
    if (fields === mostFields) return tooManyFields
    field.lastIndex = end
    if (!field.test(text)) return brokenField
    end = field.lastIndex
  }
  return new CheckedHead(method, encodeTarget(path), encodeTarget(query), minor === '0', text)
}

// The target begins with a slash: a proxy's `http://…` and `*` are not for a function. What follows a `#` is for
// nobody.
const requestLine =
  /^([!#$%&'*+\-.^_`|~\w]{1,32}) (\/[\x21\x22\x24-\x3e\x40-\x7e\x80-\xff]*)(\?[\x21\x22\x24-\x7e\x80-\xff]*)?(?:#[\x21-\x7e\x80-\xff]*)? HTTP\/1\.([01])\r\n/
const field = /[!#$%&'*+\-.^_`|~\w]+:[\t\x20-\x7e\x80-\xff]*\r\n/y
const framingField = /\r\n(connection|content-length|expect|transfer-encoding):[\t ]*([^\r]*)/gi

const notHttp: Refusal = { status: 400, reason: 'This is no request of HTTP/1.1.' }
const brokenField: Refusal = { status: 400, reason: 'A header field is malformed.' }
const tooManyFields: Refusal = { status: 431, reason: `There are more than ${mostFields} header fields.` }

class CheckedHead implements RequestHead {
  readonly method: string
  readonly path: string
  readonly query: string
  readonly isOld: boolean
  readonly framing: Framing
  readonly #text: string

  constructor(method: string, path: string, query: string, isOld: boolean, text: string) {
    this.method = method
    this.path = path
    this.query = query
    this.isOld = isOld
    this.framing = framingOf(text)
    this.#text = text
  }

  header(name: string): string | null {
    const pattern = patternOf(name)
    pattern.lastIndex = 0
    let found = pattern.exec(this.#text)
    if (found === null) return null
    let value = withoutBlanks(found[1])
    for (found = pattern.exec(this.#text); found !== null; found = pattern.exec(this.#text))
      value += `, ${withoutBlanks(found[1])}`
    return value
  }

  headers(): [string, string][] {
    const [, ...lines] = this.#text.split('\r\n')
    lines.pop()
    return lines.map((line) => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon).toLowerCase(), withoutBlanks(line.slice(colon + 1))]
    })
  }
}

function framingOf(text: string): Framing {
  framingField.lastIndex = 0
  let found = framingField.exec(text)
  if (found === null) return none
  const framing: Record<string, string> = {}
  for (; found !== null; found = framingField.exec(text)) {
    const name = found[1]?.toLowerCase() ?? ''
    const value = withoutBlanks(found[2])
    framing[name] = framing[name] === undefined ? value : `${framing[name]}, ${value}`
  }
  return framing
}

const none: Framing = {}
const patterns = new Map<string, RegExp>()

function patternOf(name: string): RegExp {
  const known = patterns.get(name)
  if (known !== undefined) return known
  const pattern = new RegExp(`\\r\\n${name}:[\\t ]*([^\\r]*)`, 'gi')
  patterns.set(name, pattern)
  return pattern
}

function withoutBlanks(value = ''): string {
  const first = value.charCodeAt(0)
  const last = value.charCodeAt(value.length - 1)
  return first <= 0x20 || last <= 0x20 ? value.replace(/^[\t ]+|[\t ]+$/g, '') : value
}
