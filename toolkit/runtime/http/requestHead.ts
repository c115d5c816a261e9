import { latin1Text } from './bytes.ts'
import { HeadFields } from './headFields.ts'
import type { ScannedHead } from './scanHead.ts'

/** The head of one HTTP/1.1 request (RFC 9112); its header fields are looked up when asked for. */
export interface RequestHead {
  readonly method: string
  /** As sent. */
  readonly path: string
  /** The same, with its question mark; empty for none. */
  readonly query: string
  /** HTTP/1.0 has no chunks, and its connections end with the answer. */
  readonly isOld: boolean
  /** `name` in lower case. Several values come as one, joined by a comma and a blank; null: there is none. */
  header(name: string): string | null
  /** Every field as sent, names in lower case. */
  headers(): [name: string, value: string][]
}

/** `bytes` are those of which the head was found. */
export function toRequestHead(bytes: Uint8Array, start: number, found: ScannedHead): RequestHead {
  const text = decodeLatin1(bytes, found.end)
  // With the line break before the first one.
  const fields = new HeadFields(text.slice(found.fields - 2, found.end - 2))
  return {
    method: text.slice(start, found.methodEnd),
    path: text.slice(found.methodEnd + 1, found.query),
    query: text.slice(found.query, found.targetEnd),
    isOld: found.minorVersion === 0,
    header: (name) => fields.get(name),
    headers: () => fields.all(),
  }
}

const utf8 = new TextDecoder()

// Of ASCII, UTF-8 makes the same.
function decodeLatin1(bytes: Uint8Array, end: number): string {
  const text = utf8.decode(end === bytes.length ? bytes : bytes.subarray(0, end))
  const isAscii = text.length === end && !text.includes('\ufffd')
  return isAscii ? text : latin1Text(bytes, end)
}
