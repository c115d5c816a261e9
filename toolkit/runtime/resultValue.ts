import { encodeBase64, isBase64 } from './base64.ts'
import type { CoreBinding, RpcTypedData } from './coreTypes.ts'
import { tryParseJson } from './json.ts'

/** Contract 6.3: one output's value such that the host writes exactly what the function meant. */
export function encodeOutput(binding: CoreBinding, data: RpcTypedData | null | undefined): unknown {
  if (data === null || data === undefined) return null
  if (data.bytes) return encodeBase64(data.bytes)
  const type = binding.type.toLowerCase()
  if (isCollector(type)) return encodeMessages(data)
  if (type === 'blob') return encodeText(textOf(data))
  return typeof data.string === 'string' ? encodeText(data.string) : naturalValue(data)
}

/**
 * What a function without a `$return` output returns: some triggers take it, and the host neither guesses nor
 * looks at its type.
 */
export function encodeTriggerReturn(data: RpcTypedData | null | undefined): unknown {
  if (data === null || data === undefined) return null
  return data.bytes ? encodeBase64(data.bytes) : naturalValue(data)
}

function isCollector(type: string): boolean {
  return type === 'queue' || type === 'servicebus' || type === 'eventhub'
}

// As a list of texts, because the host takes a lone text for base64 where it can, splits one that looks like
// a list, re-indents objects and rewrites dates. An element that is a text is left alone, but for dates: one among
// several messages cannot be sent exactly.
function encodeMessages(data: RpcTypedData): string | string[] {
  const value = data.json ? tryParseJson(data.json) : tryParseList(data.string ?? '')
  const texts = Array.isArray(value)
    ? value.map((item) => (typeof item === 'string' ? item : JSON.stringify(item)))
    : [textOf(data)]
  const [text, ...others] = texts
  return text !== undefined && others.length === 0 && looksLikeDate(text) ? toBase64(text) : texts
}

// The official worker's host sends a list given as text one message per element: so do we.
function tryParseList(text: string): unknown {
  return text.startsWith('[') ? tryParseJson(text) : undefined
}

function encodeText(text: string): string {
  return isBase64(text) || looksLikeDate(text) ? toBase64(text) : text
}

// Contract 6.3: the host's JSON library makes a date of a text that is one, and writes it in another form.
function looksLikeDate(text: string): boolean {
  return /^\s*(?:\d{4}-\d\d-\d\dT|\/Date\()/.test(text)
}

function toBase64(text: string): string {
  return encodeBase64(new TextEncoder().encode(text))
}

function textOf(data: RpcTypedData): string {
  return data.string ?? data.json ?? String(data.int ?? data.double)
}

function naturalValue(data: RpcTypedData): unknown {
  return data.json ? JSON.parse(data.json) : (data.string ?? data.int ?? data.double)
}
