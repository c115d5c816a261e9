import type { CoreBinding } from './coreTypes.ts'
import { droppedMetadata } from './droppedMetadata.ts'
import { type JsonRecord, parseOrKeep, tryParseJson } from './json.ts'

/**
 * Gives `context.triggerMetadata` its value when it is read: few functions do, and to decode it costs as much as the
 * rest of a small invocation. `metadata` is the envelope's (contract 5.3), `input` what the function is called with. As
 * with the library, HTTP and timer triggers have none: what there is stands in their argument.
 */
export function defineTriggerMetadata(
  context: object,
  trigger: CoreBinding,
  metadata: JsonRecord,
  input: unknown,
): void {
  if (/^(?:http|timer)trigger$/i.test(trigger.type)) return
  const define = (descriptor: PropertyDescriptor) =>
    Object.defineProperty(context, 'triggerMetadata', { configurable: true, enumerable: true, ...descriptor })
  const become = (value: unknown) => define({ value, writable: true })
  define({
    get() {
      const decoded = decodeTriggerMetadata(metadata)
      const value = { ...withLowerKeys(droppedMetadata(trigger, decoded, input)), ...decoded }
      become(value)
      return value
    },
    set: become,
  })
}

/** What the library makes of the envelope's metadata: every key, the nested ones too, begins in lower case. */
export function decodeTriggerMetadata(metadata: JsonRecord): Record<string, unknown> {
  const entries = Object.entries(metadata).map(([key, value]): [string, unknown] => [
    lowerFirst(key),
    withLowerKeys(decodeValue(value)),
  ])
  // `fromEntries` defines keys, so that a payload's `__proto__` is a key like any other.
  return Object.fromEntries(entries)
}

// A value that is not JSON is text here, never bytes: dates come without quotes.
function decodeValue(value: unknown): unknown {
  if (typeof value !== 'string') return value ?? undefined
  const parsed = tryParseJson(value)
  if (parsed === undefined) return value
  if (typeof parsed === 'string') return parseOrKeep(parsed)
  if (Array.isArray(parsed) && parsed.length > 0 && parsed.every((item) => typeof item === 'string'))
    return parsed.map(parseOrKeep)
  return parsed ?? undefined
}

function withLowerKeys(value: Readonly<Record<string, unknown>>): Record<string, unknown>
function withLowerKeys(value: unknown): unknown
function withLowerKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withLowerKeys)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, item]): [string, unknown] => [
    lowerFirst(key),
    withLowerKeys(item),
  ])
  return Object.fromEntries(entries)
}

function lowerFirst(key: string): string {
  return key.charAt(0).toLowerCase() + key.slice(1)
}
