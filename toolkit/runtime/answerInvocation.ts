import { answerFailure } from './answerFailure.ts'
import type { RpcInvocationRequest, RpcInvocationResponse } from './coreTypes.ts'
import { invokeDirectly, isDirect } from './directInvocation.ts'
import { decodeEnvelope, type Envelope, InvalidEnvelope, parseEnvelope } from './envelope.ts'
import { type Answer, refusalAnswer } from './http/answer.ts'
import type { IncomingRequest } from './http/incomingRequest.ts'
import { readTraceContext } from './invocationHeaders.ts'
import { encodeResult } from './invocationResult.ts'
import { invoke } from './invoke.ts'
import { parseJsonBytes } from './json.ts'
import type { RegisteredFunction } from './registry.ts'
import { invokeOnce } from './streamedInvocation.ts'

/** Contract 5 and 6: the answer to an invocation in an envelope. */
export function answerInvocation(
  registered: RegisteredFunction,
  request: IncomingRequest,
  id: string,
  libraryUri: string | undefined,
): Answer | Promise<Answer> {
  if (request.method !== 'POST')
    return refusalAnswer(405, `${registered.metadata.name} is invoked by POST.`, [['allow', 'POST']])
  const answer = (body: Uint8Array | undefined) => {
    const envelope = body && parseEnvelope(parseJsonBytes(body))
    if (envelope === undefined)
      return refusalAnswer(400, 'The body is not an invocation: {"Data":{…},"Metadata":{…}}.')
    return answerEnvelope(registered, envelope, request, id, libraryUri)
  }
  const whole = request.takeWhole()
  if (whole !== undefined) return answer(whole)
  // A body that was cut off is none.
  return request.bytes().then(answer, () => answer(undefined))
}

function answerEnvelope(
  registered: RegisteredFunction,
  envelope: Envelope,
  request: IncomingRequest,
  id: string,
  libraryUri: string | undefined,
): Answer | Promise<Answer> {
  const { metadata } = registered
  const failed = (error: unknown) => {
    const answer = answerFailure(metadata.name, id, error)
    return error instanceof InvalidEnvelope ? refusalAnswer(400, error.message) : answer
  }
  const succeeded = (response: RpcInvocationResponse): Answer => {
    try {
      return { status: 200, headers: json, body: JSON.stringify(encodeResult(metadata, response)) }
    } catch (error) {
      return failed(error)
    }
  }
  try {
    const decoded = decodeEnvelope(metadata, envelope, id)
    const response = respond(registered, decoded, request, libraryUri)
    return response instanceof Promise ? response.then(succeeded, failed) : succeeded(response)
  } catch (error) {
    return failed(error)
  }
}

function respond(
  registered: RegisteredFunction,
  decoded: RpcInvocationRequest,
  request: IncomingRequest,
  libraryUri: string | undefined,
): RpcInvocationResponse | Promise<RpcInvocationResponse> {
  if (isDirect(registered.metadata))
    return invokeDirectly(registered, { ...decoded, traceContext: readTraceContext(request) })
  const http = decoded.inputData.find(({ data }) => data.http)?.data.http
  const rpc = { ...decoded, traceContext: readTraceContext(request, http?.headers ?? {}) }
  return libraryUri && http ? invokeOnce(libraryUri, registered, rpc, http) : invoke(registered, rpc)
}

const json: Answer['headers'] = [['content-type', 'application/json']]
