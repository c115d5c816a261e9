import { writeDotNetJson } from '../dotNetJson.ts'
import type { HostValue } from './hostValue.ts'

/** The JSON value that stands for a host value on the wire; 'null' text for null. Contract 5.2 */
export function encodeValue(value: HostValue): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  if (value instanceof Date) return dateTimeOffset(value)
  if (Array.isArray(value) || typeof value !== 'object' || value === null) return writeDotNetJson(value)
  return value
}

/** ISO text without fraction and with `+00:00`. */
export function dateTimeOffset(date: Date): string {
  return `${date.toISOString().slice(0, 19)}+00:00`
}
