import type { RpcTypedData } from './coreTypes.ts'
import { parseOrKeep } from './json.ts'

/** The value of what the codec decodes, as the library makes it. */
export function fromTypedData(data: RpcTypedData): unknown {
  if (typeof data.string === 'string') return parseOrKeep(data.string)
  if (typeof data.json === 'string') return JSON.parse(data.json)
  if (data.bytes) return Buffer.from(data.bytes)
  if (data.collectionBytes) return data.collectionBytes.bytes.map((bytes) => Buffer.from(bytes))
  if (data.collectionString) return data.collectionString.string.map(parseOrKeep)
  return undefined
}

/** What a function returns or sets, as the library gives it to the codec. */
export function toTypedData(value: unknown): RpcTypedData | null | undefined {
  if (value === null || value === undefined) return value
  if (typeof value === 'string') return { string: value }
  if (typeof value === 'number') return Number.isInteger(value) ? { int: value } : { double: value }
  return bytesOf(value) ?? { json: JSON.stringify(value) }
}

// A function of its own: to enter one that names these globals makes them.
function bytesOf(value: unknown): RpcTypedData | undefined {
  if (value instanceof ArrayBuffer) return { bytes: new Uint8Array(value) }
  if (!ArrayBuffer.isView(value)) return undefined
  return { bytes: new Uint8Array(value.buffer, value.byteOffset, value.byteLength) }
}
