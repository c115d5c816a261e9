import type { IncomingMessage, ServerResponse } from 'node:http'
import type { RouteMatch } from '../../../runtime/routes.ts'
import { httpResult } from '../answer/httpResult.ts'
import { httpTriggerData } from '../envelope/httpTriggerData.ts'
import type { Invoke } from '../invoke.ts'
import type { Caller } from '../keys/authorization.ts'
import { bodySurprises, lateSurprises } from '../surprises/requestSurprises.ts'
import type { TellSurprise } from '../surprises/surpriseLog.ts'
import type { HttpFunction } from './httpRoutes.ts'

export interface HttpInvocationServices {
  readonly invoke: Invoke
  readonly caller: Caller
  readonly surprise: TellSurprise
}

/** Answers a request by an invocation in default mode. Rejects when the client's connection breaks. */
export async function invokeHttp(
  { value: { hosted, absentParameters }, params }: RouteMatch<HttpFunction>,
  request: IncomingMessage,
  response: ServerResponse,
  { invoke, caller, surprise }: HttpInvocationServices,
): Promise<void> {
  const began = performance.now()
  const body = await readKnownBody(request)
  if (!body && request.headers['transfer-encoding']) {
    surprise(hosted.name, CHUNKED)
  }
  for (const each of bodySurprises(request.headers['content-type'], body)) surprise(hosted.name, each)
  const event = httpTriggerData(hosted.name, {
    method: request.method ?? 'GET',
    target: request.url ?? '/',
    rawHeaders: request.rawHeaders,
    params: { ...absentParameters, ...params },
    body,
    caller,
  })
  const result = await invoke(hosted, event, (answer) => httpResult(hosted.outputs, answer))
  if (!result) return answerEmpty(response, 500)
  for (const each of lateSurprises(performance.now() - began)) surprise(hosted.name, each)
  response.statusCode = result.status
  response.setHeaders(new Map(Object.entries(result.headers))).end(result.body)
}

const CHUNKED =
  'The request has Transfer-Encoding: chunked, so the Functions host passes no body to the handler. ' +
  'Send a Content-Length.'

/** Answers with a status and nothing else. */
export function answerEmpty(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'Content-Length': 0 }).end()
}

/** The body of a request with a Content-Length above 0. */
async function readKnownBody(request: IncomingMessage): Promise<Buffer | undefined> {
  if (!(Number(request.headers['content-length']) > 0)) return undefined
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}
