import type { Binding } from '../../../build/functionMetadata.ts'
import { base64Guess } from '../answer/base64Guess.ts'
import type { Answer, HandlerResponse } from '../answer/parseAnswer.ts'
import { isType } from '../bindingType.ts'
import { dotNetText } from '../dotNetText.ts'
import { DotNetDate, DotNetDouble, DotNetInteger } from '../dotNetValue.ts'
import { isJsonObject } from '../isJsonObject.ts'

interface Answering {
  readonly trigger: Binding
  readonly outputs: readonly Binding[]
}

/** Warnings about an answer the host takes otherwise than its author is likely to mean. Contract 13.2.35 */
export function answerSurprises({ trigger, outputs }: Answering, answer: Answer): readonly string[] {
  return [
    ...Object.keys(answer.outputs ?? {}).flatMap((name) => unknownName(name, outputs)),
    ...(answersItsTrigger(trigger) ? [] : ignoredReturnValue(outputs, answer)),
    ...outputs.flatMap((output) => {
      const value = output.name === '$return' ? answer.returnValue : answer.outputs?.[output.name]
      if (isType(output, 'http')) return httpSurprises(output, value)
      if (isType(output, 'blob')) return binaryScalar(output, value)
      return [...guessedBytes(output, value), ...(isType(output, 'queue') ? datesAsText(output, value) : [])]
    }),
  ]
}

/** Of an answer that fails, nothing is read. */
export function lostSurprises({ status, body }: HandlerResponse): readonly string[] {
  if (status >= 200 && status <= 299) return []
  const text = body.length > LONG ? '' : body.toString()
  if (!/"(logs|outputs)"\s*:/i.test(text)) return []
  return [
    `The answer has status ${status}, so its Logs and Outputs are lost. Write the reason to stderr, or answer ` +
      `200 where the outputs are to be written.`,
  ]
}

const LONG = 100_000

function unknownName(name: string, outputs: readonly Binding[]): readonly string[] {
  if (name === '$return') {
    return [`The answer's output '$return' is ignored: it is taken from 'ReturnValue'. Put it there.`]
  }
  if (outputs.some((output) => output.name === name)) return []
  const names = outputs.map((output) => output.name).join(', ') || 'none'
  return [`The answer's output '${name}' is ignored: function.json has no such output. It has: ${names}.`]
}

// The extensions of these pass the ReturnValue on to who called, whatever outputs there are.
function answersItsTrigger({ type }: Binding): boolean {
  return /^(?:assistantSkill|mcp\w+|signalR|webPubSub)Trigger$/i.test(type)
}

function ignoredReturnValue(
  outputs: readonly Binding[],
  { outputs: values, returnValue }: Answer,
): readonly string[] {
  const isTaken = values === undefined || outputs.some(({ name }) => name === '$return')
  const isSpread = isJsonObject(returnValue) && outputs.some(({ name }) => Object.hasOwn(returnValue, name))
  if (isTaken || isSpread || returnValue === undefined || returnValue === null) return []
  return [
    `The answer's ReturnValue is ignored beside Outputs: function.json has no output '$return'. ` +
      `Add one, or put the value into an output.`,
  ]
}

function httpSurprises({ name }: Binding, value: unknown): readonly string[] {
  if (!isJsonObject(value)) return []
  const members = new Map(Object.entries(value).map(([key, member]) => [key.toLowerCase(), member]))
  const body = members.get('body')
  if (name === '$return') return Array.isArray(body) ? [LIST_OF_RETURN] : []
  const status = members.get('statuscode')
  const found: string[] = body instanceof DotNetDate ? [...datesAsText({ name: `${name}.body` }, body)] : []
  if (members.has('status') && status === undefined) {
    found.push(`The host ignores 'status' in output '${name}' and answers 200. Name it 'statusCode'.`)
  }
  if (typeof status === 'string' && !/^\s*\d+\s*$/.test(status)) {
    found.push(
      `The status code '${status}' in output '${name}' is no number, so the host answers 200. Give a number.`,
    )
  }
  if (typeof body === 'string' && isBinaryType(members.get('headers')) && isBase64(body)) {
    found.push(
      `The body in output '${name}' is base64, and the host answers that text, not the bytes it stands for. ` +
        `Bytes need a forwarded request: set enableForwardingHttpRequest in host.json.`,
    )
  }
  for (const member of NOT_CARRIED.filter((each) => members.has(each.toLowerCase()))) {
    found.push(
      `The host ignores '${member}' in output '${name}' of a custom handler. ` +
        `Set headers, or forward the request: enableForwardingHttpRequest.`,
    )
  }
  return found
}

const LIST_OF_RETURN =
  `The body in '$return' is a list, for which the host answers the name of its .NET type. ` +
  `Return the list without members around it, or name the output 'res'.`

function isBinaryType(headers: unknown): boolean {
  return Object.entries(isJsonObject(headers) ? headers : {}).some(
    ([name, value]) => name.toLowerCase() === 'content-type' && BINARY.test(String(value)),
  )
}

const BINARY = /^\s*((image|audio|video|font)\/|application\/(octet-stream|pdf|zip|gzip))/i

function isBase64(text: string): boolean {
  return text.length >= 16 && base64Guess(text) !== undefined
}

const NOT_CARRIED = ['cookies', 'enableContentNegotiation', 'isRaw']

function binaryScalar(output: Binding, value: unknown): readonly string[] {
  const isNumber =
    typeof value === 'number' || value instanceof DotNetInteger || value instanceof DotNetDouble
  if (!isNumber && typeof value !== 'boolean') return guessedBytes(output, value)
  return [
    `Output '${output.name}' is ${dotNetText(value)}, and a blob gets that in binary, not as text. Answer the text.`,
  ]
}

function datesAsText({ name }: Pick<Binding, 'name'>, value: unknown): readonly string[] {
  const date = (Array.isArray(value) ? value : [value]).find((item) => item instanceof DotNetDate)
  if (!date) return []
  return [
    `Output '${name}' has '${date.source}', which the host takes for a date and writes as '${date.text}'. ` +
      `Put it into an object, or other text beside it.`,
  ]
}

// Bytes that are no text were hardly meant when the text is short, as in 'test'.
function guessedBytes({ name, dataType }: Binding, value: unknown): readonly string[] {
  if (typeof value !== 'string' || value === '') return []
  if (dataType === 'binary') return isBase64(value) ? [undecoded(name)] : []
  if (value.length > SHORT) return []
  const bytes = base64Guess(value)
  if (!bytes?.toString().includes('\uFFFD')) return []
  return [
    `Output '${name}' is '${value}', which happens to be valid base64, so the host writes the ${bytes.length} bytes it ` +
      `stands for. To write the text itself, send its own base64 or, to a queue, an array with the one string.`,
  ]
}

function undecoded(name: string): string {
  return (
    `Output '${name}' is base64, which is written as that text because of dataType 'binary'. ` +
    `Remove dataType from function.json to have the bytes written.`
  )
}

const SHORT = 64
