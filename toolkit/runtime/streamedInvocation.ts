import type { RpcHttpData, RpcInvocationRequest, RpcInvocationResponse, RpcTypedData } from './coreTypes.ts'
import type { NativeRequest } from './http/incomingRequest.ts'
import { invoke } from './invoke.ts'
import { libraryFetch } from './libraryFetch.ts'
import type { RegisteredFunction } from './registry.ts'
import { cookieHeader } from './resultHttp.ts'

/**
 * An invocation of an app with `app.setup({ enableHttpStream: true })`. The library then takes the request
 * from a server of its own, at `libraryUri`, where Microsoft's host sends it beside the invocation: so does
 * this. Resolves when the answer begins; rejects when the function fails before.
 */
export async function invokeStreamed(
  libraryUri: string,
  registered: RegisteredFunction,
  request: NativeRequest,
  { params, ...rpc }: RpcInvocationRequest & { params: Record<string, string> },
): Promise<{ response: Response; invocation: Promise<RpcInvocationResponse> }> {
  const abort = new AbortController()
  const triggerMetadata = metadataOf(request, params)
  const invocation = invoke(answering(registered), { ...rpc, triggerMetadata })
  const answer = libraryFetch.send(withLibraryHost(request, libraryUri, rpc.invocationId, abort.signal))
  try {
    const response = await Promise.race([answer, invocation.then(() => answer)])
    return { response, invocation }
  } catch (error) {
    abort.abort()
    await answer.catch(() => {})
    throw error
  }
}

/** The same for an envelope, whose answer can only be sent as a whole. */
export async function invokeOnce(
  libraryUri: string,
  registered: RegisteredFunction,
  rpc: RpcInvocationRequest,
  http: RpcHttpData,
): Promise<RpcInvocationResponse> {
  const params = http.params ?? {}
  const { response, invocation } = await invokeStreamed(libraryUri, registered, toRequest(http), {
    ...rpc,
    params,
  })
  const [bytes, result] = await Promise.all([response.arrayBuffer(), invocation])
  const cookies = cookieHeader(response.headers.getSetCookie())
  const headers = { ...Object.fromEntries(publicHeaders(response.headers)), ...cookies }
  const body = { bytes: new Uint8Array(bytes) }
  return { ...result, returnValue: { http: { statusCode: String(response.status), headers, body } } }
}

/** The answer of the library's server, passed on while it is still coming. */
export function relay(response: Response): Response {
  return new Response(response.body, { status: response.status, headers: publicHeaders(response.headers) })
}

// Contract 5.5
function toRequest({ url, method, headers, body }: RpcHttpData): Request {
  const content = body?.bytes ? new Uint8Array(body.bytes) : body?.string
  // The standard refuses a body here, which the host passes on.
  const bodiless = /^(?:GET|HEAD)$/i.test(method ?? 'GET')
  return new Request(url ?? '', {
    method: method ?? 'GET',
    headers: headers ?? {},
    body: bodiless ? null : (content ?? null),
  })
}

function publicHeaders(headers: Headers): Headers {
  const shown = new Headers(headers)
  // Of the connection between the library and this process.
  for (const name of ['connection', 'date', 'keep-alive', 'transfer-encoding', 'x-ms-invocation-id'])
    shown.delete(name)
  return shown
}

// The library answers nothing when a function returns nothing, and nobody would ever end the request.
function answering({ metadata, callback }: RegisteredFunction): RegisteredFunction {
  return { metadata, callback: async (...args) => (await callback(...args)) ?? { status: 204 } }
}

function metadataOf(request: NativeRequest, params: Record<string, string>): Record<string, RpcTypedData> {
  const values = Object.entries(params).map(([name, string]): [string, RpcTypedData] => [name, { string }])
  const headers = { json: JSON.stringify(Object.fromEntries(request.headers)) }
  return { ...Object.fromEntries(values), Headers: headers }
}

function withLibraryHost(
  request: NativeRequest,
  libraryUri: string,
  invocationId: string,
  signal: AbortSignal,
): Request {
  const { protocol, host, pathname, search } = new URL(request.url)
  const headers = new Headers(request.headers)
  headers.delete('host')
  headers.set('x-ms-invocation-id', invocationId)
  headers.set('x-forwarded-host', host)
  headers.set('x-forwarded-proto', protocol.slice(0, -1))
  const { method, body } = request
  const options = {
    method,
    headers,
    body,
    duplex: 'half',
    redirect: 'manual',
    signal,
  } as const
  return new Request(new URL(`.${pathname}${search}`, libraryUri), options)
}
