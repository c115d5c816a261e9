import type { IncomingMessage, ServerResponse } from 'node:http'
import { InvocationError } from './answer/invocationError.ts'
import { proxiedHeaders, relayedHeaders } from './forwardedRequest.ts'
import { beginRequest, isRefused, whenConnected } from './handler/handlerClient.ts'
import { type ExchangeServices, startExchange } from './httpExchange.ts'
import { limitedBody } from './limitedBody.ts'

/** Streams a client's request to the handler and its answer back. Contract 8 */
export function proxy(
  functionName: string,
  request: IncomingMessage,
  response: ServerResponse,
  services: ExchangeServices,
): void {
  const { client } = services
  const { log, whenReady, succeed, fail } = startExchange(functionName, response, services)
  const isChunked = request.headers['transfer-encoding'] !== undefined
  const hasBody = isChunked || Number(request.headers['content-length'] ?? 0) > 0
  const headers = new Map([
    ...proxiedHeaders(request.rawHeaders, log.invocationId),
    ...(isChunked ? [['Transfer-Encoding', 'chunked'] as const] : []),
  ])

  const send = (attempt: number) => {
    if (response.destroyed) return fail(new InvocationError(CLIENT_GONE))
    const { method, url: path } = request
    const upstream = beginRequest(client, { method, path, timeout: ACTIVITY_TIMEOUT }, headers)
    const clientGone = () => {
      if (response.writableFinished) return
      succeed(() => {
        log.warning('The client went away before it had the whole answer.')
        upstream.destroy()
      })
    }
    response.once('close', clientGone)
    upstream.on('timeout', () => upstream.destroy(new InvocationError(IDLE)))
    upstream.on('error', (error) => {
      response.off('close', clientGone)
      if (attempt < MOST_ATTEMPTS && isRefused(error)) setTimeout(again, pauseAfter(attempt))
      else fail(new InvocationError(`Failed to proxy request with ForwarderError: ${error.message}`))
    })
    const again = () => whenReady(() => send(attempt + 1))
    upstream.on('response', (answer) => {
      try {
        response.writeHead(
          answer.statusCode ?? 500,
          answer.statusMessage,
          relayedHeaders(answer.rawHeaders, response),
        )
      } catch (error) {
        fail(error)
        upstream.destroy()
        return
      }
      response.flushHeaders()
      answer.on('error', fail)
      answer.on('end', () => succeed(() => undefined))
      answer.pipe(response)
    })
    if (isChunked) {
      const body = limitedBody(services.bodyLimit, () => {
        fail(new InvocationError(`The request's body is larger than ${services.bodyLimit} bytes.`), 413)
        upstream.destroy()
      })
      whenConnected(upstream, () => request.pipe(body).pipe(upstream))
    } else if (hasBody) whenConnected(upstream, () => request.pipe(upstream))
    else upstream.end()
  }

  whenReady(() => send(1))
}

const ACTIVITY_TIMEOUT = 240_000
const IDLE = `no activity for ${ACTIVITY_TIMEOUT / 1000} s`
const MOST_ATTEMPTS = 10
const CLIENT_GONE = 'The client went away before its request could be sent to the handler.'

/** Milliseconds before another try to connect. */
function pauseAfter(attempt: number): number {
  return Math.min(50 * 2 ** (attempt - 1), 250)
}
