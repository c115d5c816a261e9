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

/** The library's reading of a text: the text itself where it is no JSON. */
export function parseOrKeep(text: string): unknown {
  const value = tryParseJson(text)
  return value === undefined ? text : value
}

let utf8: InstanceType<typeof TextDecoder> | undefined

/** Undefined when they are not JSON in UTF-8. */
export function parseJsonBytes(bytes: Uint8Array): unknown {
  try {
    utf8 ??= new TextDecoder('utf-8', { fatal: true })
    return JSON.parse(utf8.decode(bytes))
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
