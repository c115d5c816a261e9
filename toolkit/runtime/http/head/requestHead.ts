import { latin1Text } from '../bytes.ts'
import { HeadFields } from './headFields.ts'
import { knownField, repeated } from './knownFields.ts'
import type { ScannedHead } from './scanHead.ts'
import { valueAt } from './valueAt.ts'

/** The head of one HTTP/1.1 request (RFC 9112); its header fields are looked up when asked for. */
export class RequestHead {
  readonly method: string
  /** As sent. */
  readonly path: string
  /** The same, with its question mark; empty for none. */
  readonly query: string
  /** HTTP/1.0 has no chunks, and its connections end with the answer. */
  readonly isOld: boolean
  private readonly text: string
  private readonly found: ScannedHead
  private fields: HeadFields | undefined

  /** `bytes` are those of which the head was found. */
  constructor(bytes: Uint8Array, start: number, found: ScannedHead) {
    const text = decodeLatin1(bytes, found.end)
    // A text that is there already costs nothing.
    const isGet = found.methodEnd - start === 3 && text.startsWith('GET', start)
    this.method = isGet ? 'GET' : text.slice(start, found.methodEnd)
    this.path = text.slice(found.methodEnd + 1, found.query)
    this.query = text.slice(found.query, found.targetEnd)
    this.isOld = found.minorVersion === 0
    this.text = text
    this.found = found
  }

  /** `name` in lower case. Several values come as one, joined by a comma and a blank; null: there is none. */
  header(name: string): string | null {
    const known = knownField(name)
    if (known === undefined) return this.all.get(name)
    const at = this.found.known[known] ?? 0
    if (at === repeated) return this.all.get(name)
    return at === 0 ? null : valueAt(this.text, at)
  }

  /** Whether this field, which every request is asked for, stands there once and with just this value. */
  has(name: string, value: string): boolean {
    const known = knownField(name)
    const at = (known === undefined ? undefined : this.found.known[known]) ?? 0
    if (at <= 0) return false
    const first = this.text.charCodeAt(at) === 0x20 ? at + 1 : at
    return this.text.startsWith(value, first) && this.text.startsWith('\r\n', first + value.length)
  }

  /** Where it ends in those bytes. */
  get end(): number {
    return this.found.end
  }

  /** Every field as sent, names in lower case. */
  headers(): [name: string, value: string][] {
    return this.all.all()
  }

  private get all(): HeadFields {
    // With the line break before the first one.
    this.fields ??= new HeadFields(this.text.slice(this.found.fields - 2, this.found.end - 2))
    return this.fields
  }
}

const utf8 = new TextDecoder()

// Of ASCII, UTF-8 makes the same.
function decodeLatin1(bytes: Uint8Array, end: number): string {
  const text = utf8.decode(end === bytes.length ? bytes : bytes.subarray(0, end))
  const isAscii = text.length === end && !text.includes('\ufffd')
  return isAscii ? text : latin1Text(bytes, end)
}
