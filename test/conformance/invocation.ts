import { expect } from 'vitest'
import type { FunctionMetadata } from '../../toolkit/build/functionMetadata.ts'
import { triggerOf } from '../../toolkit/build/functionMetadata.ts'
import { blobContent } from '../../toolkit/local/host/answer/blobContent.ts'
import { httpResult } from '../../toolkit/local/host/answer/httpResult.ts'
import { outputValue } from '../../toolkit/local/host/answer/outputValue.ts'
import { parseAnswer } from '../../toolkit/local/host/answer/parseAnswer.ts'
import { queueMessages } from '../../toolkit/local/host/answer/queueMessages.ts'
import { type Answer, type Call, exchange } from './exchange.ts'
import type { RunningHandler } from './runningHandler.ts'

export interface Invocation {
  readonly function: string
  /** What stands for the trigger in `Data`, as it is on the wire (contract 5.2). */
  readonly trigger: unknown
  /** For the input bindings besides, in the order of function.json. */
  readonly inputs?: readonly unknown[]
  readonly metadata?: Readonly<Record<string, unknown>>
  /** More members of the envelope, and more keys of its `Data`. */
  readonly more?: Readonly<Record<string, unknown>>
  readonly moreData?: Readonly<Record<string, unknown>>
  readonly headers?: Readonly<Record<string, string>>
  readonly framing?: Call['framing']
  readonly id?: string
}

/** What the host would have written and answered. */
export interface Effects {
  readonly http?: ReturnType<typeof httpOf>
  readonly blob?: Buffer
  readonly messages?: readonly Buffer[]
}

/** Sends an invocation as the host does. Contract 5.1 */
export function post(handler: RunningHandler, invocation: Invocation): Promise<Answer> {
  const { id = crypto.randomUUID(), framing = 'chunked' } = invocation
  const metadata = functionOf(handler, invocation.function)
  const trigger = triggerOf(metadata)
  const inputs = metadata.bindings.filter(
    ({ direction, name }) => direction === 'in' && name !== trigger.name,
  )
  const data = [
    [trigger.name, invocation.trigger],
    ...inputs.map(({ name }, index) => [name, invocation.inputs?.[index] ?? 'null']),
  ]
  return exchange(handler, {
    method: 'POST',
    path: `/${invocation.function}`,
    framing,
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'X-Azure-Functions-InvocationId': id,
      'X-Azure-Functions-HostVersion': '4.1037.0.23568',
      'User-Agent': 'Azure-Functions-Host/4.1037.0.23568',
      ...invocation.headers,
    },
    body: JSON.stringify({
      Data: { ...Object.fromEntries(data), ...invocation.moreData },
      Metadata: invocation.metadata ?? {},
      ...invocation.more,
    }),
  })
}

/** What the host makes of the answer of a succeeded invocation; fails for what it would refuse or drop. */
export function effects(handler: RunningHandler, name: string, answer: Answer): Effects {
  const { bindings } = functionOf(handler, name)
  const contentType = answer.headers['content-type'] ?? ''
  const { outputs = {}, ...parsed } = parseAnswer({ ...answer, contentType })
  const written = bindings.filter(({ direction }) => direction === 'out')
  const names = written.map((binding) => binding.name).filter((output) => output !== '$return')
  expect(names, '13.1 no. 10: names as in function.json').toEqual(
    expect.arrayContaining(Object.keys(outputs)),
  )
  const outputOf = (type: string) => {
    const binding = written.find((candidate) => candidate.type === type)
    return binding && outputValue(binding, written, { outputs, ...parsed })
  }
  const [http] = written.filter(({ type }) => type === 'http')
  if (http !== undefined && http.name !== '$return') expectUsable(outputs[http.name])
  const [blob, queue] = [outputOf('blob'), outputOf('queue')]
  return {
    ...(http ? { http: httpOf(httpResult(written, { outputs, ...parsed })) } : {}),
    ...(isSet(blob) ? { blob: Buffer.from(blobContent(blob)) } : {}),
    ...(isSet(queue) ? { messages: queueMessages(queue).map((message) => Buffer.from(message)) } : {}),
  }
}

function httpOf({ body, ...rest }: ReturnType<typeof httpResult>) {
  return { ...rest, body: String(body) }
}

// 13.1 no. 10 and 11
function expectUsable(response: unknown): void {
  expect(response).toEqual(expect.objectContaining({ statusCode: expect.any(Number) }))
  const { headers = {} } = Object(response)
  for (const value of Object.values(headers)) expect(['string', 'number', 'boolean']).toContain(typeof value)
}

function functionOf({ functions }: RunningHandler, name: string): FunctionMetadata {
  const found = functions.get(name)
  if (found === undefined) throw new Error(`The conformance app has no function "${name}": see its README.`)
  return found
}

function isSet(value: unknown): boolean {
  return value !== null && value !== undefined
}
