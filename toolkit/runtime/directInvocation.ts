import { triggerOf } from './bindings.ts'
import { callFunction } from './callFunction.ts'
import type { CoreFunctionMetadata, RpcInvocationRequest, RpcInvocationResponse } from './coreTypes.ts'
import { hooks } from './hooks.ts'
import type { RegisteredFunction } from './registry.ts'
import { defineTriggerMetadata } from './triggerMetadata.ts'
import { fromTypedData, toTypedData } from './typedData.ts'
import { whenSettled } from './whenSettled.ts'

/** Whether an invocation comes to no more than a call: without hooks, and without a trigger that is more than its data. */
export function isDirect(metadata: CoreFunctionMetadata): boolean {
  if (hooks.has('preInvocation') || hooks.has('postInvocation')) return false
  const known = direct.get(metadata)
  if (known !== undefined) return known
  const isPlain = !/^(?:http|timer|mcp)/i.test(triggerOf(metadata).type)
  const answersHttp = Object.values(metadata.bindings).some(({ type }) => /^http$/i.test(type))
  direct.set(metadata, isPlain && !answersHttp)
  return isPlain && !answersHttp
}

// What is registered does not change.
const direct = new Map<CoreFunctionMetadata, boolean>()

/** What the library and `invoke` make of such an invocation (withoutHooks.test.ts), without either. */
export function invokeDirectly(
  registered: RegisteredFunction,
  request: RpcInvocationRequest,
): RpcInvocationResponse | Promise<RpcInvocationResponse> {
  const { metadata } = registered
  const trigger = triggerOf(metadata)
  let argument: unknown
  const extraInputs: [name: string, value: unknown][] = []
  for (const { name, data } of request.inputData) {
    if (name === trigger.name) argument = fromTypedData(data)
    else extraInputs.push([name, fromTypedData(data)])
  }
  const { invocationId, traceContext, retryContext, envelopeMetadata = {} } = request
  const { context, returned, end } = callFunction(
    registered,
    { invocationId, traceContext, retryContext },
    argument,
    (prepared) => {
      for (const [name, value] of extraInputs) prepared.extraInputs.set(name, value)
      defineTriggerMetadata(prepared, trigger, envelopeMetadata, argument)
    },
  )
  return whenSettled(
    returned,
    (result) => {
      end()
      return toResponse(metadata, result, (name) => context.extraOutputs.get(name))
    },
    (error) => {
      end()
      throw error
    },
  )
}

function toResponse(
  { bindings }: CoreFunctionMetadata,
  result: unknown,
  extraOutput: (name: string) => unknown,
): RpcInvocationResponse {
  const outputData: NonNullable<RpcInvocationResponse['outputData']> = []
  for (const name in bindings) {
    if (name === '$return' || bindings[name]?.direction !== 'out') continue
    const data = toTypedData(extraOutput(name))
    if (data !== null && data !== undefined) outputData.push({ name, data })
  }
  return { outputData, returnValue: toTypedData(result) ?? null }
}
