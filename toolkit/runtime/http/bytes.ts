// The engine makes a global such as Buffer when a function that names it is first entered, used or not, and Buffer costs
// as much as half a request: what the first request enters calls these instead.

export const noBytes: Uint8Array = new Uint8Array()

export function joinBytes(pieces: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(pieces)
}

export function utf8Bytes(text: string): Uint8Array {
  return Buffer.from(text)
}

export function latin1Bytes(text: string): Uint8Array {
  return Buffer.from(text, 'latin1')
}

/** The text of the first `length` bytes. */
export function latin1Text(bytes: Uint8Array, length: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, length).toString('latin1')
}

export function utf8Length(text: string): number {
  return Buffer.byteLength(text)
}

export function isStream(body: unknown): body is ReadableStream<Uint8Array> {
  return body instanceof ReadableStream
}
