import { isForwardable, triggerOf } from './bindings.ts'
import { describeError } from './describeError.ts'
import { directResponse } from './directResponse.ts'
import { decodeEnvelope, InvalidEnvelope, parseEnvelope } from './envelope.ts'
import { toHttpData, toResponse } from './forwardedHttp.ts'
import { type HostSettings, passesRequestsOn } from './hostSettings.ts'
import { readInvocationId, readTraceContext } from './invocationHeaders.ts'
import { encodeResult } from './invocationResult.ts'
import { invoke, run } from './invoke.ts'
import { readJson } from './json.ts'
import { writeLog } from './log.ts'
import type { RegisteredFunction } from './registry.ts'
import { createRouteTable, type Route, type RouteMatch } from './routes.ts'
import { invokeOnce, invokeStreamed, relay } from './streamedInvocation.ts'

/**
 * Builds the whole of the handler: a request of the Functions host in, its answer out. Never rejects.
 * `functions` are those the app registered; `libraryUri` is where the library awaits streamed requests, if it
 * does.
 */
export function createHandle(
  functions: readonly RegisteredFunction[],
  settings: HostSettings,
  libraryUri?: string,
): (request: Request) => Promise<Response> {
  const isForwarded = ({ metadata }: RegisteredFunction) =>
    passesRequestsOn(settings) && isForwardable(metadata)
  const invoked = new Map(functions.filter((f) => !isForwarded(f)).map((f) => [`/${f.metadata.name}`, f]))
  const routes = functions.filter(isForwarded).map(toRoute)
  const table = createRouteTable(routes, settings.routePrefix)

  return async (request) => {
    const path = pathOf(request.url)
    if (path === undefined) return refuse(400, invalidHost)
    const invocationId = readInvocationId(request.headers)
    // Contract 4.4: the host's probe, which bears no invocation id.
    if (path === '/' && invocationId === null && request.method === 'GET') return new Response('ready\n')
    const id = invocationId ?? crypto.randomUUID()
    const registered = invoked.get(path)
    if (registered !== undefined) return answerInvocation(registered, request, id, libraryUri)
    const match = table.match(request.method, path)
    if (match !== undefined) return answerForwarded(match, request, id, libraryUri)
    // Only a refused request needs to know whether its verb was the reason.
    const anyMethod = createRouteTable(routes.map(withAnyMethod), settings.routePrefix)
    if (anyMethod.match(request.method, path)) return refuse(405, `${path} does not take ${request.method}.`)
    return refuse(404, `No function answers ${path}.`)
  }
}

async function answerInvocation(
  registered: RegisteredFunction,
  request: Request,
  id: string,
  libraryUri: string | undefined,
): Promise<Response> {
  const { metadata } = registered
  if (request.method !== 'POST') return refuse(405, `${metadata.name} is invoked by POST.`, { allow: 'POST' })
  const envelope = parseEnvelope(await readJson(request))
  if (envelope === undefined)
    return refuse(400, 'The body is not an invocation: {"Data":{…},"Metadata":{…}}.')
  try {
    const decoded = decodeEnvelope(metadata, envelope, id)
    const http = decoded.inputData.find(({ data }) => data.http)?.data.http
    const rpc = { ...decoded, traceContext: readTraceContext(request.headers, http?.headers ?? {}) }
    const response =
      libraryUri && http ? await invokeOnce(libraryUri, registered, rpc, http) : await invoke(registered, rpc)
    return Response.json(encodeResult(metadata, response))
  } catch (error) {
    const failed = fail(metadata.name, id, error)
    return error instanceof InvalidEnvelope ? refuse(400, error.message) : failed
  }
}

async function answerForwarded(
  { value: registered, params }: RouteMatch<RegisteredFunction>,
  request: Request,
  invocationId: string,
  libraryUri: string | undefined,
): Promise<Response> {
  const { name } = registered.metadata
  const http = toHttpData(request, params)
  const inputData = [{ name: triggerOf(registered.metadata).name, data: { http } }]
  const traceContext = readTraceContext(request.headers)
  const rpc = { invocationId, inputData, triggerMetadata: {}, traceContext }
  try {
    if (libraryUri === undefined) {
      const ran = await run(registered, rpc)
      return directResponse(ran.result) ?? toResponse((await ran.toResponse(ran.result)).returnValue)
    }
    const streamed = await invokeStreamed(libraryUri, registered, http.nativeRequest, { ...rpc, params })
    streamed.invocation.catch((error) => fail(name, invocationId, error))
    return relay(streamed.response)
  } catch (error) {
    const failed = fail(name, invocationId, error)
    return URL.canParse(request.url) ? failed : refuse(400, invalidHost)
  }
}

const invalidHost = 'The Host header is not valid.'

// The host drops the body of a failure (contract 6.1), and a client must not see it (6.6).
function fail(functionName: string, invocationId: string, error: unknown): Response {
  writeLog({ level: 'error', category: 'system', message: describeError(error), functionName, invocationId })
  return new Response(null, { status: 500 })
}

function refuse(status: number, reason: string, headers: Record<string, string> = {}): Response {
  return new Response(`${reason}\n`, { status, headers })
}

function toRoute(registered: RegisteredFunction): Route<RegisteredFunction> {
  const { route, methods } = triggerOf(registered.metadata)
  return {
    // To the host an empty route is none (contract 9.4).
    template: typeof route === 'string' && route !== '' ? route : registered.metadata.name,
    methods: Array.isArray(methods) ? methods.map(String) : [],
    value: registered,
  }
}

function withAnyMethod<T>(route: Route<T>): Route<T> {
  return { ...route, methods: [] }
}

// `new URL` costs more than the rest of this file.
// One client, the host, sends one Host header for long: it is looked at once.
let knownOrigin = ''

function pathOf(url: string): string | undefined {
  // Bun leaves out the scheme and the host when the Host header is none: everything would move by a segment.
  if (url.startsWith('/')) return undefined
  const start = url.indexOf('/', url.indexOf('://') + 3)
  const origin = start === -1 ? url : url.slice(0, start)
  if (origin !== knownOrigin) {
    if (!URL.canParse(origin)) return undefined
    knownOrigin = origin
  }
  if (start === -1) return '/'
  const query = url.indexOf('?', start)
  const path = query === -1 ? url.slice(start) : url.slice(start, query)
  const fragment = path.indexOf('#')
  return fragment === -1 ? path : path.slice(0, fragment)
}
