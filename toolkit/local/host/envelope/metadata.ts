import { randomUUID } from 'node:crypto'
import { readDotNetJson } from '../dotNetJson.ts'
import { dotNetText } from '../dotNetText.ts'
import { isJsonObject } from '../isJsonObject.ts'
import { encodeValue } from './encodeValue.ts'
import type { BindingData, HostValue } from './hostValue.ts'

/** The `Metadata` object of the envelope. Contract 5.3 */
export function encodeMetadata(data: BindingData): Record<string, unknown> {
  const metadata: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(data)) {
    if (value !== null && !/trigger$/i.test(key)) metadata[key] = encodeValue(value)
  }
  return metadata
}

/** The `sys` entry every event carries; `$sys` where an event has a value of its own of that name. */
export function systemData(functionName: string, name: 'sys' | '$sys' = 'sys'): BindingData {
  // .NET writes seven digits of a second.
  const utcNow = new Date().toISOString().replace('Z', '0000Z')
  return { [name]: { MethodName: functionName, UtcNow: utcNow, RandGuid: randomUUID() } }
}

/** Joins binding data; a later key replaces an earlier one whose name differs only by case, and keeps its spelling. */
export function mergeBindingData(...parts: readonly BindingData[]): BindingData {
  const spelling = new Map<string, string>()
  const merged: Record<string, HostValue> = {}
  for (const [key, value] of parts.flatMap((part) => Object.entries(part))) {
    const known = spelling.get(key.toLowerCase())
    if (known === undefined) spelling.set(key.toLowerCase(), key)
    merged[known ?? key] = value
  }
  return merged
}

/** The top-level properties of a payload that is a JSON object, as binding data; {} for any other text. */
export function payloadData(payload: string): BindingData {
  const data: Record<string, HostValue> = {}
  for (const [key, value] of Object.entries(parseObject(payload))) {
    if (value === null || Array.isArray(value)) continue
    data[key] = isJsonObject(value) ? value : dotNetText(value)
  }
  return data
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  const trimmed = text.trim()
  if (!trimmed.startsWith('{') || !trimmed.endsWith('}')) return {}
  try {
    const value = readDotNetJson(trimmed)
    return isJsonObject(value) ? value : {}
  } catch {
    return {}
  }
}
