import { answerFailure } from './answerFailure.ts'
import { triggerOf } from './bindings.ts'
import { directAnswer } from './directAnswer.ts'
import { toAnswer } from './forwardedHttp.ts'
import { type Called, callForwarded } from './forwardedInvocation.ts'
import { hooks } from './hooks.ts'
import { type Answer, answerOf } from './http/answer.ts'
import type { IncomingRequest } from './http/incomingRequest.ts'
import { readTraceContext } from './invocationHeaders.ts'
import { run } from './invoke.ts'
import { libraryQuery } from './libraryQuery.ts'
import { type RegisteredFunction, registry } from './registry.ts'
import type { RouteMatch } from './routes.ts'
import { settled } from './settled.ts'
import { invokeStreamed, relay } from './streamedInvocation.ts'

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
  const query = libraryQuery(request.query)
  const called = callForwarded(registered, { request, query, params, invocationId, traceContext })
  const result = settled(called.returned)
  if (result instanceof Promise)
    return result
      .finally(called.end)
      .then((value) => answerResult(called, value))
      .catch(failed)
  called.end()
  const answer = directAnswer(result)
  return answer ?? answerResult(called, result).catch(failed)
}

async function answerResult({ core, context }: Called, result: unknown): Promise<Answer> {
  const answer = directAnswer(result)
  if (answer !== undefined) return answer
  const model = await registry.requireModel().getInvocationModel(core)
  return toAnswer((await model.getResponse(context, result)).returnValue)
}

async function answerWithHooks(
  { value: registered, params }: RouteMatch<RegisteredFunction>,
  request: IncomingRequest,
  invocationId: string,
): Promise<Answer> {
  const http = { nativeRequest: request, params, query: libraryQuery(request.query) }
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
