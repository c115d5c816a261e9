import { dotNetText } from '../dotNetText.ts'
import { isJsonObject } from '../isJsonObject.ts'
import { InvocationError } from './invocationError.ts'

/** The headers of an answer, from those the handler gave. Contract 6.4. Throws InvocationError. */
export function httpHeaders(given: Readonly<Record<string, unknown>>): Record<string, string> {
  const headers: Record<string, string> = { 'Content-Type': 'text/plain; charset=utf-8' }
  const known = new Set(COMPUTED)
  for (const [name, value] of Object.entries(given)) {
    const key = name.toLowerCase()
    const text = headerText(name, value)
    if (key === 'content-type') headers['Content-Type'] = withCharset(text)
    else if (!known.has(key)) headers[name] = text
    // One that is there already stays.
    known.add(key)
  }
  return headers
}

/** What the host works out from the body. */
const COMPUTED = ['content-length', 'transfer-encoding']

function headerText(name: string, value: unknown): string {
  if (value === null || isJsonObject(value) || Array.isArray(value)) {
    if (name.toLowerCase() === 'content-type') throw new InvocationError('content-type header cannot be null')
    throw new InvocationError(`The value of response header '${name}' must be text, a number or a boolean.`)
  }
  const text = dotNetText(value)
  if (HEADER_NAME.test(name) && HEADER_VALUE.test(text)) return text
  throw new InvocationError(`Response header '${name}' has characters that HTTP does not allow.`)
}

const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/

/** The body is UTF-8, whatever the handler says of it. */
function withCharset(contentType: string): string {
  if (contentType.trim() === '') return 'text/plain; charset=utf-8'
  const charset = /(;\s*charset\s*=\s*)("[^"]*"|[^;\s]*)/i
  if (!charset.test(contentType)) return `${contentType}; charset=utf-8`
  return contentType.replace(charset, (whole, start: string, name: string) =>
    /^"?utf-8"?$/i.test(name) ? whole : `${start}utf-8`,
  )
}
