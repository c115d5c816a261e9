import { readDotNetJson } from '../dotNetJson.ts'
import { dotNetDecode } from '../dotNetText.ts'
import { DotNetDate, DotNetDouble, DotNetInteger } from '../dotNetValue.ts'
import { isJsonObject } from '../isJsonObject.ts'
import { InvocationError } from './invocationError.ts'

/** What the handler sent back for a default-mode call. */
export interface HandlerResponse {
  readonly status: number
  readonly statusText: string
  readonly contentType: string
  readonly body: Buffer
}

/** A valid answer. `outputs` undefined and null count the same: none were given. */
export interface Answer {
  readonly outputs: Readonly<Record<string, unknown>> | undefined
  readonly logs: readonly string[]
  readonly returnValue: unknown
}

/** Contract 6.1 and 6.2. Throws InvocationError. */
export function parseAnswer(response: HandlerResponse): Answer {
  const { status, statusText, contentType, body } = response
  if (status < 200 || status > 299) {
    throw new InvocationError(
      `Response status code does not indicate success: ${status} (${statusText}).${quoted(body)}`,
    )
  }
  const value = parseJson(response)
  // The real host would hang until functionTimeout here.
  if (value === null) {
    throw new InvocationError(
      `The handler answered ${status} with an empty body. On Azure this invocation hangs until functionTimeout. ` +
        `Answer at least {} with content type application/json.`,
    )
  }
  if (!/^\s*(application|text)\/json\s*(;|$)/i.test(contentType)) {
    throw invalid(response, `its content type is '${contentType}', not application/json`)
  }
  if (!isJsonObject(value)) throw invalid(response, 'it is not a JSON object')
  const members = new Map(Object.entries(value).map(([key, member]) => [key.toLowerCase(), member]))
  const outputs = members.get('outputs') ?? undefined
  const logs = members.get('logs') ?? []
  if (outputs !== undefined && !isJsonObject(outputs)) throw invalid(response, 'Outputs is not an object')
  if (!isScalars(logs)) throw invalid(response, 'Logs is not an array of strings')
  return { outputs, logs: logs.map(logLine), returnValue: members.get('returnvalue') ?? undefined }
}

function parseJson(response: HandlerResponse): unknown {
  const text = dotNetDecode(response.body)
  if (text.trim() === '') return null
  try {
    return readDotNetJson(text)
  } catch {
    throw invalid(response, 'its body is not JSON')
  }
}

function invalid(response: HandlerResponse, why: string): InvocationError {
  return new InvocationError(
    `Invalid HttpResponseMessage: ${why}. Status ${response.status}, content type '${response.contentType}'.${quoted(response.body)}`,
  )
}

function quoted(body: Buffer): string {
  const text = body.toString().trim()
  if (text === '') return ''
  return ` Body: ${text.length > QUOTED ? `${text.slice(0, QUOTED)}...` : text}`
}

const QUOTED = 500

function isScalars(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.every((line) => !isJsonObject(line) && !Array.isArray(line))
}

// A line that is no text is taken as it stands in the JSON.
function logLine(line: unknown): string {
  const isRead = line instanceof DotNetDate || line instanceof DotNetDouble || line instanceof DotNetInteger
  return isRead ? line.source : String(line)
}
