export type JsonRecord = Readonly<Record<string, unknown>>

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Undefined (which JSON cannot say) when the text is not JSON. */
export function tryParseJson(text: string): unknown {
  if (!couldBeJson(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * False: the text is certainly not JSON. A failed `JSON.parse` costs as much as the rest of a small invocation, and
 * every one has dates, ids and names to tell from JSON.
 */
export function couldBeJson(text: string): boolean {
  return /^[ \t\n\r]*(?:[{["]|(?:-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)[ \t\n\r]*$)/.test(text)
}
