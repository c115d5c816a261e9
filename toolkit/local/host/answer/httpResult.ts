import { dotNetText } from '../dotNetText.ts'
import { isJsonObject } from '../isJsonObject.ts'
import { InvocationError } from './invocationError.ts'
import type { Answer } from './parseAnswer.ts'

/** What the caller of an HTTP function gets. */
export interface HttpResult {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** The HTTP answer of a default-mode function with http output `outputName`. Contract 6.4 and 6.5 */
export function httpResult(outputName: string | undefined, answer: Answer): HttpResult {
  if (outputName === '$return') return returnResult(answer.returnValue)
  const { outputs, returnValue } = answer
  if (outputs === undefined && !isJsonObject(returnValue)) {
    return returnValue === undefined ? NOTHING : result(200, {}, bodyText(returnValue))
  }
  const values = outputs ?? (isJsonObject(returnValue) ? returnValue : {})
  if (outputName === undefined || !Object.hasOwn(values, outputName)) return result(200, {}, '{}')
  return namedResult(values[outputName])
}

const NOTHING: HttpResult = { status: 204, headers: {}, body: '' }

function namedResult(value: unknown): HttpResult {
  const response = typeof value === 'string' ? parseObject(value) : value
  if (!isJsonObject(response)) {
    throw new InvocationError(
      'Failed while trying to Deserialize to httpOutputBindingResponse. Output is not in expected format. ' +
        'Answer an object with statusCode, headers and body.',
    )
  }
  const { statuscode, body, headers } = lowerCased(response)
  return result(status(statuscode), headers, bodyText(body))
}

function returnResult(value: unknown): HttpResult {
  if (value === undefined) return NOTHING
  const parsed = typeof value === 'string' ? (parseJson(value) ?? value) : value
  if (!isJsonObject(parsed)) return result(200, {}, bodyText(parsed))
  const members = lowerCased(parsed)
  if (!('body' in members)) return result(200, {}, bodyText(parsed))
  return result(status(members.statuscode ?? members.status), members.headers, bodyText(members.body))
}

function result(statusCode: number, headers: unknown, body: string): HttpResult {
  return { status: statusCode, headers: headerTexts(headers), body }
}

function headerTexts(headers: unknown): Record<string, string> {
  const texts: Record<string, string> = { 'Content-Type': 'text/plain; charset=utf-8' }
  for (const [name, value] of Object.entries(isJsonObject(headers) ? headers : {})) {
    const isContentType = name.toLowerCase() === 'content-type'
    if (value === null || typeof value === 'object') {
      if (isContentType) throw new InvocationError('content-type header cannot be null')
      throw new InvocationError(`The value of response header '${name}' must be text, a number or a boolean.`)
    }
    if (COMPUTED.has(name.toLowerCase())) continue
    if (!HEADER_NAME.test(name) || !HEADER_VALUE.test(dotNetText(value))) {
      throw new InvocationError(`Response header '${name}' has characters that HTTP does not allow.`)
    }
    if (isContentType) texts['Content-Type'] = withCharset(dotNetText(value))
    else texts[name] = dotNetText(value)
  }
  return texts
}

const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/
/** What the host works out from the body. */
const COMPUTED = new Set(['content-length', 'transfer-encoding'])

function withCharset(contentType: string): string {
  return /charset=/i.test(contentType) ? contentType : `${contentType}; charset=utf-8`
}

function bodyText(body: unknown): string {
  if (body === undefined || body === null) return ''
  return typeof body === 'object' ? JSON.stringify(body, null, 2) : dotNetText(body)
}

function status(value: unknown): number {
  const number = typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value ?? 200)
  if (!Number.isInteger(number)) return 200
  if (number >= 200 && number <= 999) return number
  throw new InvocationError(`The status code ${number} is not one of HTTP's, 200 to 999.`)
}

function parseObject(text: string): unknown {
  return text.trim().startsWith('{') ? parseJson(text) : undefined
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function lowerCased(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key.toLowerCase(), member]))
}
