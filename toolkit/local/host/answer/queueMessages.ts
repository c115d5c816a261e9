import { dotNetText } from '../dotNetText.ts'
import { base64Guess } from './base64Guess.ts'

/** The messages that one value of a queue output becomes. Contract 6.3 */
export function queueMessages(value: unknown, dataType: unknown): readonly Buffer[] {
  if (Array.isArray(value)) return value.map(message)
  if (typeof value !== 'string') return [message(value)]
  const bytes = dataType === 'binary' ? undefined : base64Guess(value)
  if (bytes) return [bytes]
  const parsed = parseDocument(value)
  return Array.isArray(parsed) ? parsed.map(message) : [message(parsed ?? value)]
}

function message(value: unknown): Buffer {
  const isDocument = typeof value === 'object' && value !== null
  return Buffer.from(isDocument ? JSON.stringify(value, null, 2) : value === null ? '' : dotNetText(value))
}

/** The object or array a text looks like; undefined for other text. */
function parseDocument(text: string): object | undefined {
  if (!/^\s*(\{[\s\S]*\}|\[[\s\S]*\])\s*$/.test(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
