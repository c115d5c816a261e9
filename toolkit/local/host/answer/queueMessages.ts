import { readDotNetJson, writeDotNetJson } from '../dotNetJson.ts'
import { dotNetText } from '../dotNetText.ts'
import { isJsonObject } from '../isJsonObject.ts'
import { InvocationError } from './invocationError.ts'

/** The messages that one value of a queue output becomes. Contract 6.3. Throws InvocationError. */
export function queueMessages(value: unknown): readonly Uint8Array[] {
  if (value instanceof Uint8Array) return [value]
  const document = typeof value === 'string' ? parseDocument(value) : value
  return Array.isArray(document) ? document.map(message) : [message(document)]
}

function message(value: unknown): Buffer {
  if (isJsonObject(value) || Array.isArray(value)) return Buffer.from(writeDotNetJson(value, 'indented'))
  return Buffer.from(value === null ? '' : dotNetText(value))
}

/** The object or array that a text stands for; other text as it is. */
function parseDocument(text: string): unknown {
  if (!/^\s*(\{[\s\S]*\}|\[[\s\S]*\])\s*$/.test(text)) return text
  try {
    return readDotNetJson(text)
  } catch (error) {
    throw new InvocationError(
      `A message in brackets has to be JSON, which the host parses: ${String(error)}. ` +
        `Put the text into an array to send it as it is.`,
      { cause: error },
    )
  }
}
