import type { Binding } from '../../../build/functionMetadata.ts'
import { isType } from '../bindingType.ts'
import { readDotNetJson, writeDotNetJson } from '../dotNetJson.ts'
import { dotNetText } from '../dotNetText.ts'
import { isJsonObject } from '../isJsonObject.ts'
import { httpHeaders } from './httpHeaders.ts'
import { InvocationError } from './invocationError.ts'
import { guessed, returnedMember } from './outputValue.ts'
import type { Answer } from './parseAnswer.ts'

/** What the caller of an HTTP function gets. */
export interface HttpResult {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array
}

/** The HTTP answer of a default-mode function. Contract 6.4 and 6.5. Throws InvocationError. */
export function httpResult(outputs: readonly Binding[], answer: Answer): HttpResult {
  const output = outputs.find((each) => isType(each, 'http'))
  if (output?.name === '$return') {
    return answer.returnValue === undefined
      ? NOTHING
      : contentResult(guessed(answer.returnValue, output.dataType))
  }
  const named = output && answer.outputs && namedResult(output.name, answer.outputs)
  const returned = output && returnedMember(output.name, outputs, answer)
  if (returned !== undefined && returned !== null) return contentResult(returned)
  return named ?? objectResult(answer.returnValue)
}

const NOTHING: HttpResult = { status: 204, headers: {}, body: '' }

/** Of an output with a name: only what its value says is told, whatever the members are called besides. */
function namedResult(name: string, outputs: Readonly<Record<string, unknown>>): HttpResult {
  if (!Object.hasOwn(outputs, name)) return result(200, {}, '{}')
  const value = outputs[name]
  const response = typeof value === 'string' ? parseJson(value) : value
  if (!isJsonObject(response)) throw notExpected('It is no object.')
  const { statuscode, status: ignored, body, headers } = lowerCased(response)
  for (const text of [statuscode, ignored]) {
    if (isJsonObject(text) || Array.isArray(text))
      throw notExpected('Its statusCode and status have to be scalars.')
  }
  const isNone = headers === undefined || headers === null || headers === ''
  if (!isNone && !isJsonObject(headers)) throw notExpected('Its headers have to be an object.')
  return result(status(statuscode), isNone ? {} : headers, bodyText(body))
}

function notExpected(why: string): InvocationError {
  return new InvocationError(
    `Failed while trying to Deserialize to httpOutputBindingResponse. Output is not in expected format. ${why} ` +
      'Answer an object with statusCode, headers and body.',
  )
}

/** Of a value that comes from ReturnValue: a response where it has a body, else the body itself. */
function contentResult(value: unknown): HttpResult {
  if (value instanceof Uint8Array) return { status: 200, headers: {}, body: value }
  const parsed = parseJson(value)
  const content = parsed === undefined ? value : parsed
  if (!isJsonObject(content)) return result(200, {}, bodyText(content))
  const members = lowerCased(content)
  if (!('body' in members)) return result(200, {}, bodyText(content))
  const headers = isJsonObject(members.headers) ? members.headers : {}
  const { statuscode } = members
  return result(
    status('statuscode' in members ? statuscode : members.status),
    headers,
    dynamicText(members.body),
  )
}

/** Of a ReturnValue that no output takes: ASP.NET writes it, all but texts as JSON. */
function objectResult(value: unknown): HttpResult {
  if (value === undefined || value === null) return NOTHING
  if (typeof value === 'string') return result(200, {}, value)
  return result(200, { 'Content-Type': 'application/json' }, writeDotNetJson(value))
}

function result(statusCode: number, headers: Readonly<Record<string, unknown>>, body: string): HttpResult {
  return { status: statusCode, headers: httpHeaders(headers), body }
}

function bodyText(body: unknown): string {
  if (body === undefined || body === null) return ''
  return isJsonObject(body) || Array.isArray(body) ? writeDotNetJson(body, 'indented') : dotNetText(body)
}

// Here .NET has read the body as a dynamic object, and knows no text for its lists.
function dynamicText(body: unknown): string {
  if (Array.isArray(body)) return 'System.Collections.Generic.List`1[System.Object]'
  return isJsonObject(body) ? writeDotNetJson(body) : bodyText(body)
}

/** Only whole numbers, and texts of them, are a status to .NET. */
function status(value: unknown): number {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  if (!/^\s*[+-]?\d{1,9}\s*$/.test(text)) return 200
  const number = Number(text)
  if (number >= 200 && number <= 999) return number
  throw new InvocationError(`The status code ${number} is not one of HTTP's, 200 to 999.`)
}

/** Undefined for what is no text of JSON. */
function parseJson(value: unknown): unknown {
  try {
    return typeof value === 'string' ? readDotNetJson(value) : undefined
  } catch {
    return undefined
  }
}

function lowerCased(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key.toLowerCase(), member]))
}
