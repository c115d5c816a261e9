// Comparisons in loops of their own: a table or a regular expression costs the first request more than all of its
// bytes, and so does a call for each of them.

/** The first place from `from` on whose byte may not stand in a method or the name of a field (RFC 9110, 5.6.2). */
export function endOfToken(bytes: Uint8Array, from: number): number {
  for (let at = from; ; at += 1) {
    const byte = bytes[at] ?? 0
    const lowered = byte | 0x20
    if ((lowered >= 0x61 && lowered <= 0x7a) || byte === 0x2d) continue
    if (byte === 0x3a || byte === 0x20 || !otherInToken.includes(String.fromCharCode(byte))) return at
  }
}

const otherInToken = "0123456789!#$%&'*+.^_`|~"

/** The same for the value of a field (RFC 9110, 5.5). */
export function endOfValue(bytes: Uint8Array, from: number): number {
  for (let at = from; ; at += 1) {
    const byte = bytes[at] ?? 0
    if (byte < 0x20 ? byte !== 0x09 : byte === 0x7f) return at
  }
}

/** The same for a part of a request's target, which ends with its fragment or, as a path does, at `mark` before. */
export function endOfTarget(bytes: Uint8Array, from: number, mark: number): number {
  for (let at = from; ; at += 1) {
    const byte = bytes[at] ?? 0
    if (byte <= 0x20 || byte >= 0x7f || byte === 0x23 || byte === mark) return at
  }
}
