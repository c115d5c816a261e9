import type { IncomingMessage, ServerResponse } from 'node:http'
import { InvocationError } from './answer/invocationError.ts'
import { forwardedHeaders, forwardedTarget, relayedHeaders } from './forwardedRequest.ts'
import { beginRequest, isRefused, whenConnected } from './handler/handlerClient.ts'
import { type ExchangeServices, startExchange } from './httpExchange.ts'
import { forwardingSurprises } from './surprises/requestSurprises.ts'

/** Hands a client's request to the handler and relays its buffered answer. Contract 7 */
export function forward(
  functionName: string,
  request: IncomingMessage,
  response: ServerResponse,
  services: ExchangeServices,
): void {
  const { handler, client } = services
  const { log, whenReady, succeed, fail } = startExchange(functionName, response, services)
  const method = request.method ?? 'GET'
  for (const each of forwardingSurprises(request)) services.surprise(functionName, each)
  const hasBody = Number(request.headers['content-length'] ?? 0) > 0

  const body = hasBody ? 'sent' : BODILESS.has(method) ? 'none' : 'empty'
  const headers = forwardedHeaders(request.rawHeaders, log.invocationId, body)
  const path = forwardedTarget(request.url ?? '/', services.isLegacy ? functionName : undefined)

  const send = (isFirst: boolean) => {
    // What was left of its body is gone with the client.
    if (hasBody && request.destroyed) return fail(new InvocationError(CLIENT_GONE))
    const upstream = beginRequest(client, { method, path }, headers)
    upstream.on('error', (error) => {
      if (isFirst && isRefused(error)) whenReady(() => send(false), handler.whenReadyAgain())
      else fail(error)
    })
    upstream.on('response', (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('error', fail)
      answer.on('end', () => succeed(() => relay(response, answer, chunks)))
    })
    if (!hasBody) upstream.end()
    else {
      whenConnected(upstream, () => request.pipe(upstream))
      request.once('close', () => {
        if (!request.complete) upstream.destroy(new InvocationError(CLIENT_GONE))
      })
    }
  }

  if (request.headers['transfer-encoding'] !== undefined) fail(new InvocationError(CHUNKED))
  else whenReady(() => send(true))
}

const BODILESS = new Set(['GET', 'HEAD', 'OPTIONS', 'DELETE', 'CONNECT'])
const CLIENT_GONE = 'The client went away before the handler had its body.'
const CHUNKED =
  'The request has Transfer-Encoding: chunked. With enableForwardingHttpRequest the Functions host cannot ' +
  'pass on such a body and answers 500. Send a Content-Length, or set enableProxyingHttpRequest in host.json.'

function relay(response: ServerResponse, answer: IncomingMessage, chunks: readonly Buffer[]): void {
  const headers = relayedHeaders(answer.rawHeaders, response)
  const body = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)
  const status = answer.statusCode ?? 500
  if (answer.headers['content-length'] === undefined && status !== 204 && status !== 304) {
    headers.push('Content-Length', String(body?.length ?? 0))
  }
  response.writeHead(status, answer.statusMessage, headers).end(body)
}
