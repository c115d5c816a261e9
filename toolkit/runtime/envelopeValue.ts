import { decodeBase64, isBase64 } from './base64.ts'
import type { CoreBinding, RpcTypedData } from './coreTypes.ts'
import { tryParseJson } from './json.ts'

/** Contract 5.2 and 5.4 to 5.13: the value of one input binding. */
export function decodeInput(binding: CoreBinding, value: unknown): RpcTypedData {
  if (typeof value !== 'string') return decodeNatural(value)
  if (isBinary(binding)) return decodeBinary(binding, value)
  const text = decodeBlobText(binding, value)
  if (text !== undefined) return { string: text }
  const parsed = tryParseJson(value)
  if (parsed === undefined) return isBase64(value) ? { bytes: decodeBase64(value) } : { string: value }
  return decodeParsed(parsed, value)
}

function decodeParsed(parsed: unknown, json: string): RpcTypedData {
  if (parsed === null) return {}
  if (typeof parsed === 'string') return { string: parsed }
  if (isTextList(parsed)) return { collectionString: { string: parsed } }
  return { json }
}

function decodeNatural(value: unknown): RpcTypedData {
  return value === null || value === undefined ? {} : { json: JSON.stringify(value) }
}

// A list of base64 is a batch (`cardinality: many`), `null` an input that does not exist. A trigger always
// exists: there it is the base64 of three bytes.
function decodeBinary({ type }: CoreBinding, value: string): RpcTypedData {
  if (value === 'null' && !/trigger$/i.test(type)) return {}
  const list = value.startsWith('[') ? tryParseJson(value) : undefined
  if (isTextList(list)) return { collectionBytes: { bytes: list.map(decodeBase64) } }
  return { bytes: decodeBase64(value) }
}

// A blob trigger's content is always base64, even of text (contract 5.8).
function decodeBlobText({ type, dataType }: CoreBinding, value: string): string | undefined {
  if (type.toLowerCase() !== 'blobtrigger' || dataType?.toLowerCase() !== 'string') return undefined
  return new TextDecoder().decode(decodeBase64(value))
}

function isBinary({ type, dataType }: CoreBinding): boolean {
  const declared = dataType?.toLowerCase()
  return declared === 'binary' || (type.toLowerCase() === 'blobtrigger' && declared !== 'string')
}

function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string')
}
