import type { IncomingMessage } from 'node:http'
import { InvocationError } from '../answer/invocationError.ts'
import type { HandlerResponse } from '../answer/parseAnswer.ts'
import { HOST_VERSION } from '../hostVersion.ts'
import { beginRequest, type HandlerClient, isRefused } from './handlerClient.ts'

export interface DefaultCall {
  readonly functionName: string
  readonly invocationId: string
  readonly body: string
  readonly followRedirects: boolean
  /** Called when a redirect is followed. */
  readonly onRedirect: () => void
  /** Waits until a handler that did not listen does; the call is then made once more. */
  readonly whenReadyAgain: () => Promise<void>
  readonly signal: AbortSignal
}

/** Sends a default-mode call. Contract 5.1 and 6.1. Rejects with the transport's error, or an InvocationError. */
export async function postInvocation(client: HandlerClient, call: DefaultCall): Promise<HandlerResponse> {
  let request: Hop = {
    method: 'POST',
    url: new URL(`http://127.0.0.1:${client.port}/${call.functionName}`),
    body: call.body,
  }
  let hop = await send(client, call, request).catch(async (error: unknown) => {
    if (!isRefused(error)) throw error
    await call.whenReadyAgain()
    return send(client, call, request)
  })
  for (let hops = 0; call.followRedirects && hop.location !== undefined && hops < MOST_HOPS; hops++) {
    const url = new URL(hop.location, request.url)
    if (url.protocol !== 'http:') break
    call.onRedirect()
    const isRepeated = hop.response.status === 307 || hop.response.status === 308
    request = isRepeated ? { ...request, url } : { method: 'GET', url, body: undefined }
    // Whatever happens from here on, the handler has had the call: it is never made again.
    hop = await send(client, call, request).catch((error: unknown) => {
      throw call.signal.aborted ? error : cannotFollow(url, error)
    })
  }
  return hop.response
}

function cannotFollow(url: URL, error: unknown): InvocationError {
  const reason = error instanceof Error ? error.message : String(error)
  return new InvocationError(`The handler's answer redirects to ${url}, where the host got none: ${reason}.`)
}

interface Hop {
  readonly method: string
  readonly url: URL
  readonly body: string | undefined
}

interface HopAnswer {
  readonly response: HandlerResponse
  /** Where a redirect leads. */
  readonly location: string | undefined
}

const MOST_HOPS = 50
const REDIRECTS = new Set([301, 302, 303, 307, 308])

function send(client: HandlerClient, call: DefaultCall, hop: Hop): Promise<HopAnswer> {
  const { hostname: host, port, pathname, search } = hop.url
  const to = { host, port, path: `${pathname}${search}`, method: hop.method, signal: call.signal }
  const headers = new Map([
    ['Host', hop.url.host],
    ['X-Azure-Functions-HostVersion', HOST_VERSION],
    ['X-Azure-Functions-InvocationId', call.invocationId],
    ['User-Agent', `Azure-Functions-Host/${HOST_VERSION}`],
    ...(hop.body === undefined ? [] : BODY_HEADERS),
  ])
  return new Promise((resolve, reject) => {
    const request = beginRequest(client, to, headers)
    request.on('error', reject)
    request.on('response', (response) => readAnswer(response).then(resolve, reject))
    request.end(hop.body)
  })
}

const BODY_HEADERS: readonly (readonly [string, string])[] = [
  // As on Azure; with Content-Length only under Core Tools.
  ['Transfer-Encoding', 'chunked'],
  ['Content-Type', 'application/json; charset=utf-8'],
]

async function readAnswer(response: IncomingMessage): Promise<HopAnswer> {
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk)
  const status = response.statusCode ?? 0
  return {
    location: REDIRECTS.has(status) ? response.headers.location : undefined,
    response: {
      status,
      statusText: response.statusMessage ?? '',
      contentType: response.headers['content-type'] ?? '',
      body: Buffer.concat(chunks),
    },
  }
}
