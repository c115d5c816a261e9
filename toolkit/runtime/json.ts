export type JsonRecord = Readonly<Record<string, unknown>>

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Undefined (which JSON cannot say) when the text is not JSON. */
export function tryParseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Undefined when the body is not JSON in UTF-8, or was cut off. */
export async function readJson(request: Request): Promise<unknown> {
  try {
    return JSON.parse(utf8.decode(await request.arrayBuffer()))
  } catch {
    return undefined
  }
}
