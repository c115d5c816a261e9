import { answerFailure } from './answerFailure.ts'
import { triggerOf } from './bindings.ts'
import { type Called, callFunction } from './callFunction.ts'
import { directAnswer } from './directAnswer.ts'
import { toAnswer } from './forwardedHttp.ts'
import { FunctionRequest } from './functionRequest.ts'
import { hooks } from './hooks.ts'
import { type Answer, answerOf } from './http/answer.ts'
import type { IncomingRequest } from './http/incomingRequest.ts'
import { readTraceContext } from './invocationHeaders.ts'
import { run } from './invoke.ts'
import { library, programmingModel } from './library.ts'
import type { RegisteredFunction } from './registry.ts'
import type { RouteMatch } from './routes.ts'
import { invokeStreamed, relay } from './streamedInvocation.ts'
import { whenSettled } from './whenSettled.ts'

/** Contract 7 and 8: the answer to a request that the host passes on. */
export function answerForwarded(
  match: RouteMatch<RegisteredFunction>,
  request: IncomingRequest,
  invocationId: string,
  libraryUri: string | undefined,
): Answer | Promise<Answer> {
  const failed = (error: unknown) => answerFailure(match.value.metadata.name, invocationId, error)
  try {
    if (libraryUri !== undefined)
      return answerStreamed(match, request, invocationId, libraryUri).catch(failed)
    if (hooks.has('preInvocation') || hooks.has('postInvocation'))
      return answerWithHooks(match, request, invocationId).catch(failed)
    return answerCall(match, request, invocationId, failed)
  } catch (error) {
    return failed(error)
  }
}

function answerCall(
  { value: registered, params }: RouteMatch<RegisteredFunction>,
  request: IncomingRequest,
  invocationId: string,
  failed: (error: unknown) => Answer,
): Answer | Promise<Answer> {
  const traceContext = readTraceContext(request)
  const argument = new FunctionRequest(request, request.query, params, library)
  const called = callFunction(registered, { invocationId, traceContext }, argument)
  return whenSettled(
    called.returned,
    (result) => {
      called.end()
      return directAnswer(result) ?? libraryAnswer(registered, invocationId, called, result).catch(failed)
    },
    (error) => {
      called.end()
      return failed(error)
    },
  )
}

async function libraryAnswer(
  { metadata }: RegisteredFunction,
  invocationId: string,
  { context }: Called,
  result: unknown,
): Promise<Answer> {
  const request = { invocationId, inputData: [], triggerMetadata: {} }
  const model = await programmingModel().getInvocationModel({
    ...{ invocationId, request, metadata, state: undefined },
    log() {},
  })
  return toAnswer((await model.getResponse(context, result)).returnValue)
}

async function answerWithHooks(
  { value: registered, params }: RouteMatch<RegisteredFunction>,
  request: IncomingRequest,
  invocationId: string,
): Promise<Answer> {
  // The library takes an empty query for none, and would look for one in the whole URL.
  const http = { nativeRequest: request, params, query: request.query || '?' }
  const inputData = [{ name: triggerOf(registered.metadata).name, data: { http } }]
  const traceContext = readTraceContext(request)
  const ran = await run(registered, { invocationId, inputData, triggerMetadata: {}, traceContext })
  return directAnswer(ran.result) ?? toAnswer((await ran.toResponse(ran.result)).returnValue)
}

// The library finds the request by the invocation's id: only the name of the input counts.
async function answerStreamed(
  { value: registered, params }: RouteMatch<RegisteredFunction>,
  request: IncomingRequest,
  invocationId: string,
  libraryUri: string,
): Promise<Answer> {
  const inputData = [{ name: triggerOf(registered.metadata).name, data: {} }]
  const traceContext = readTraceContext(request)
  const rpc = { invocationId, inputData, triggerMetadata: {}, traceContext, params }
  const { response, invocation } = await invokeStreamed(libraryUri, registered, request, rpc)
  invocation.catch((error) => answerFailure(registered.metadata.name, invocationId, error))
  return answerOf(relay(response))
}
