import type { IncomingMessage, ServerResponse } from 'node:http'
import type { RouteMatch } from '../../../runtime/routes.ts'
import { httpResult } from '../answer/httpResult.ts'
import { isType } from '../bindingType.ts'
import { httpTriggerData } from '../envelope/httpTriggerData.ts'
import type { Invoke } from '../invoke.ts'
import type { Log } from '../logEntry.ts'
import type { HttpFunction } from './httpRoutes.ts'

export interface HttpInvocationServices {
  readonly invoke: Invoke
  readonly log: Log
}

/** Answers a request by an invocation in default mode. Rejects when the client's connection breaks. */
export async function invokeHttp(
  { value: { hosted, absentParameters }, params }: RouteMatch<HttpFunction>,
  request: IncomingMessage,
  response: ServerResponse,
  { invoke, log }: HttpInvocationServices,
): Promise<void> {
  const body = await readKnownBody(request)
  if (!body && request.headers['transfer-encoding']) {
    const message =
      'The request has Transfer-Encoding: chunked, so the Functions host passes no body to the handler. ' +
      'Send a Content-Length.'
    log({ level: 'warning', category: `Function.${hosted.name}`, message, functionName: hosted.name })
  }
  const event = httpTriggerData(hosted.name, {
    method: request.method ?? 'GET',
    target: request.url ?? '/',
    rawHeaders: request.rawHeaders,
    params: { ...absentParameters, ...params },
    body,
  })
  const outputName = hosted.outputs.find((output) => isType(output, 'http'))?.name
  const result = await invoke(hosted, event, (answer) => httpResult(outputName, answer))
  if (!result) return answerEmpty(response, 500)
  response.statusCode = result.status
  response.setHeaders(new Map(Object.entries(result.headers))).end(result.body)
}

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
