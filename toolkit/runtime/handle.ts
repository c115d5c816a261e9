import { answerForwarded } from './answerForwarded.ts'
import { answerInvocation } from './answerInvocation.ts'
import { isForwardable, triggerOf } from './bindings.ts'
import { type HostSettings, passesRequestsOn } from './hostSettings.ts'
import { type Answer, refusalAnswer } from './http/answer.ts'
import { readInvocationId } from './invocationHeaders.ts'
import type { RegisteredFunction } from './registry.ts'
import { createRouteTable, type Route } from './routes.ts'
import type { Handle } from './server.ts'

/**
 * Builds the whole of the handler: a request of the Functions host in, its answer out. `functions` are those the app
 * registered; `libraryUri` is where the library awaits streamed requests, if it does.
 */
export function createHandle(
  functions: readonly RegisteredFunction[],
  settings: HostSettings,
  libraryUri?: string,
): Handle {
  const invoked = new Map<string, RegisteredFunction>()
  const routes: Route<RegisteredFunction>[] = []
  for (const registered of functions) {
    const { metadata } = registered
    if (passesRequestsOn(settings) && isForwardable(metadata)) routes.push(toRoute(registered))
    else invoked.set(`/${metadata.name}`, registered)
  }
  const table = createRouteTable(routes, settings.routePrefix)

  return (request) => {
    const { method, path } = request
    const invocationId = readInvocationId(request)
    // Contract 4.4: the host's probe, which bears no invocation id.
    if (path === '/' && invocationId === null && method === 'GET') return ready
    const id = invocationId ?? newId()
    const registered = invoked.get(path)
    if (registered !== undefined) return answerInvocation(registered, request, id, libraryUri)
    const match = table.match(method, path)
    if (match !== undefined) return answerForwarded(match, request, id, libraryUri)
    // Only a refused request needs to know whether its verb was the reason.
    const anyMethod = createRouteTable(routes.map(withAnyMethod), settings.routePrefix)
    if (anyMethod.match(method, path)) return refusalAnswer(405, `${path} does not take ${method}.`)
    return refusalAnswer(404, `No function answers ${path}.`)
  }
}

// The host sends one; to name `crypto` takes a part of a start.
function newId(): string {
  return crypto.randomUUID()
}

const ready: Answer = { status: 200, headers: [], body: 'ready\n' }

function toRoute(registered: RegisteredFunction): Route<RegisteredFunction> {
  const { route, methods } = triggerOf(registered.metadata)
  return {
    // To the host an empty route is none (contract 9.4).
    template: typeof route === 'string' && route !== '' ? route : registered.metadata.name,
    methods: textsOf(methods),
    value: registered,
  }
}

function textsOf(values: unknown): string[] {
  const texts: string[] = []
  if (Array.isArray(values)) for (const value of values) texts.push(String(value))
  return texts
}

function withAnyMethod<T>(route: Route<T>): Route<T> {
  return { ...route, methods: [] }
}
