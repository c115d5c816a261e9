import type { RpcTypedData } from './coreTypes.ts'
import { couldBeJson } from './json.ts'

/**
 * The same values for the library, which tries to parse every `string` as JSON: a text that cannot be JSON goes as
 * the JSON of a text, so that nothing is thrown and caught for each of them.
 */
export function withPlainTextsAsJson(values: Record<string, RpcTypedData>): Record<string, RpcTypedData> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, asJson(value)]))
}

function asJson(value: RpcTypedData): RpcTypedData {
  const { string } = value
  if (typeof string !== 'string' || couldBeJson(string)) return value
  return { json: JSON.stringify(string) }
}
