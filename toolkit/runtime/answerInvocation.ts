import { answerFailure } from './answerFailure.ts'
import { decodeEnvelope, InvalidEnvelope, parseEnvelope } from './envelope.ts'
import { type Answer, refusalAnswer } from './http/answer.ts'
import type { IncomingRequest } from './http/incomingRequest.ts'
import { readTraceContext } from './invocationHeaders.ts'
import { encodeResult } from './invocationResult.ts'
import { invoke } from './invoke.ts'
import { readJson } from './json.ts'
import type { RegisteredFunction } from './registry.ts'
import { invokeOnce } from './streamedInvocation.ts'

/** Contract 5 and 6: the answer to an invocation in an envelope. */
export async function answerInvocation(
  registered: RegisteredFunction,
  request: IncomingRequest,
  id: string,
  libraryUri: string | undefined,
): Promise<Answer> {
  const { metadata } = registered
  if (request.method !== 'POST')
    return refusalAnswer(405, `${metadata.name} is invoked by POST.`, [['allow', 'POST']])
  const envelope = parseEnvelope(await readJson(request))
  if (envelope === undefined)
    return refusalAnswer(400, 'The body is not an invocation: {"Data":{…},"Metadata":{…}}.')
  try {
    const decoded = decodeEnvelope(metadata, envelope, id)
    const http = decoded.inputData.find(({ data }) => data.http)?.data.http
    const rpc = { ...decoded, traceContext: readTraceContext(request, http?.headers ?? {}) }
    const response =
      libraryUri && http ? await invokeOnce(libraryUri, registered, rpc, http) : await invoke(registered, rpc)
    return { status: 200, headers: json, body: JSON.stringify(encodeResult(metadata, response)) }
  } catch (error) {
    const failed = answerFailure(metadata.name, id, error)
    return error instanceof InvalidEnvelope ? refusalAnswer(400, error.message) : failed
  }
}

const json: Answer['headers'] = [['content-type', 'application/json']]
