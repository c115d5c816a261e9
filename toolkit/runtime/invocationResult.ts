import { isHttpOutput, wireName } from './bindings.ts'
import type { CoreFunctionMetadata, RpcInvocationResponse, RpcTypedData } from './coreTypes.ts'
import { encodeHttpResponse } from './resultHttp.ts'
import { encodeOutput, encodeTriggerReturn } from './resultValue.ts'

/** Contract 6.2. All three members are always there, so that the answer is never empty (12 no. 1). */
export interface InvocationResult {
  readonly Outputs: Readonly<Record<string, unknown>>
  /** Always empty: lines go to stdout and stderr, where they also survive a failure (12 no. 7). */
  readonly Logs: readonly string[]
  readonly ReturnValue: unknown
}

/** Turns the library's answer into the host's, around every trap of contract 6. */
export function encodeResult(
  metadata: CoreFunctionMetadata,
  response: RpcInvocationResponse,
): InvocationResult {
  const outputs: Record<string, unknown> = {}
  let returnValue: unknown = null
  for (const name in metadata.bindings) {
    const binding = metadata.bindings[name]
    if (binding === undefined || binding.direction === 'in') continue
    const data = name === '$return' ? response.returnValue : outputOf(response, name)
    if (isHttpOutput(binding)) outputs[wireName(name, binding)] = encodeHttpResponse(data?.http)
    else if (name === '$return') returnValue = encodeOutput(binding, data)
    else if (isSet(data)) outputs[name] = encodeOutput(binding, data)
  }
  const hasReturn = metadata.bindings.$return !== undefined
  return {
    Outputs: outputs,
    Logs: [],
    ReturnValue: hasReturn ? returnValue : encodeTriggerReturn(response.returnValue),
  }
}

function outputOf({ outputData }: RpcInvocationResponse, name: string): RpcTypedData | null | undefined {
  for (const output of outputData ?? []) if (output.name === name) return output.data
  return undefined
}

function isSet(data: RpcTypedData | null | undefined): data is RpcTypedData {
  return data !== null && data !== undefined
}
