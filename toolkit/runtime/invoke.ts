import { triggerOf } from './bindings.ts'
import type { CoreInvocationContext, RpcInvocationRequest, RpcInvocationResponse } from './coreTypes.ts'
import { type HookContext, hooks } from './hooks.ts'
import { programmingModel } from './library.ts'
import { writeLog } from './log.ts'
import type { RegisteredFunction } from './registry.ts'
import { defineTriggerMetadata } from './triggerMetadata.ts'

/** Runs one invocation through the programming model and the hooks, as Microsoft's worker does. */
export async function invoke(
  registered: RegisteredFunction,
  request: RpcInvocationRequest,
): Promise<RpcInvocationResponse> {
  const { result, toResponse } = await run(registered, request)
  return await toResponse(result)
}

/** What a function returned after all hooks, and how the library turns it into the protocol's answer. */
export interface Ran {
  readonly result: unknown
  toResponse(result: unknown): Promise<RpcInvocationResponse>
}

export async function run(
  { metadata, callback }: RegisteredFunction,
  request: RpcInvocationRequest,
): Promise<Ran> {
  let invocationContext: unknown
  const core: CoreInvocationContext = {
    invocationId: request.invocationId,
    request,
    metadata,
    state: undefined,
    log(level, category, message) {
      const { invocationId } = request
      writeLog({ level, category, message, functionName: metadata.name, invocationId, invocationContext })
    },
  }
  const model = await programmingModel().getInvocationModel(core)
  const { context, inputs } = await model.getArguments()
  invocationContext = context
  if (request.envelopeMetadata)
    defineTriggerMetadata(context, triggerOf(metadata), request.envelopeMetadata, inputs[0])

  const before: HookContext & Pick<Required<HookContext>, 'inputs' | 'functionCallback'> = {
    hookData: {},
    invocationContext: context,
    inputs,
    functionCallback: callback,
  }
  if (hooks.has('preInvocation')) {
    core.state = 'preInvocationHooks'
    await hooks.run('preInvocation', before)
  }

  const after: HookContext = {
    hookData: before.hookData,
    invocationContext: context,
    inputs: before.inputs,
    result: null,
    error: null,
  }
  core.state = 'invocation'
  try {
    after.result = await model.invokeFunction(context, before.inputs, before.functionCallback)
  } catch (error) {
    // A thrown `undefined` is a failure too, though a hook can only see it as an error.
    after.error = error ?? new Error('Unknown error')
  }
  if (hooks.has('postInvocation')) {
    core.state = 'postInvocationHooks'
    await hooks.run('postInvocation', after)
  }
  core.state = undefined
  if (after.error !== null && after.error !== undefined) throw after.error
  return { result: after.result, toResponse: (result) => model.getResponse(context, result) }
}
