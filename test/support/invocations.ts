import type { App } from '../../toolkit/build/buildApp.ts'
import { triggerOf } from '../../toolkit/build/functionMetadata.ts'

export interface Answer {
  readonly status: number
  readonly Outputs: Readonly<Record<string, unknown>>
  readonly ReturnValue: unknown
}

/** Sends an envelope as the host does; inputs and outputs go by their type. */
export async function invoke(
  app: App,
  url: string,
  name: string,
  data: Readonly<Record<string, unknown>>,
  Metadata: object = {},
): Promise<Answer> {
  const metadata = app.functions.find((candidate) => candidate.name === name)
  if (metadata === undefined) throw new Error(`There is no function ${name}.`)
  const trigger = triggerOf(metadata)
  const nameOf = (type: string): string => {
    const binding = metadata.bindings.find((b) => b.type === type && b.direction === 'in')
    return type === 'trigger' ? trigger.name : (binding?.name ?? type)
  }
  const Data = Object.fromEntries(Object.entries(data).map(([type, value]) => [nameOf(type), value]))
  const response = await fetch(`${url}/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-azure-functions-invocationid': 'id-1' },
    body: JSON.stringify({ Data, Metadata }),
  })
  const text = await response.text()
  const { Outputs = {}, ReturnValue = null } = response.ok ? JSON.parse(text) : {}
  const typeOf = (output: string) =>
    output === 'res' ? output : metadata.bindings.find((b) => b.name === output)?.type
  const byType = Object.entries(Outputs).map(([output, value]) => [typeOf(output), value])
  return { status: response.status, Outputs: Object.fromEntries(byType), ReturnValue }
}

/** What `Data` holds of a client's request (contract 5.5). */
export function requestOf(method: string, path: string, more: object = {}): object {
  return { Url: `http://localhost:7071${path}`, Method: method, Headers: {}, Params: {}, ...more }
}
