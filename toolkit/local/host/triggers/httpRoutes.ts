import { createRouteTable, type RouteTable } from '../../../runtime/routes.ts'
import type { HostedFunction } from '../functionFolders.ts'
import { type AuthorizationLevel, requiredLevel } from '../keys/authorization.ts'

/** An HTTP function with the routes that reach it. */
export interface HttpFunction {
  readonly hosted: HostedFunction
  /** Without leading slash. */
  readonly template: string
  /** Empty for all. */
  readonly methods: readonly string[]
  /** Undefined where the function asks for a level that does not exist. */
  readonly level: AuthorizationLevel | undefined
  /** Null for every parameter of the template, as for an optional one that is not there. */
  readonly absentParameters: Readonly<Record<string, null>>
}

/** Reads route and methods of an HTTP function. Contract 9.2, 9.4 */
export function httpFunction(hosted: HostedFunction): HttpFunction {
  const { route, methods, authLevel } = hosted.trigger
  const template = typeof route === 'string' && route !== '' ? route.replace(/^\/+|\/+$/g, '') : hosted.name
  return {
    hosted,
    template,
    methods: Array.isArray(methods) ? methods.map(String) : [],
    level: requiredLevel(authLevel),
    absentParameters: Object.fromEntries(parameterNames(template).map((name) => [name, null])),
  }
}

/** The routes of an app; `onError` hears of each function that cannot have its route. Contract 9.4 */
export function createHttpRoutes(
  functions: readonly HttpFunction[],
  prefix: string,
  onError: (hosted: HostedFunction, message: string) => void,
): RouteTable<HttpFunction> {
  const accepted: HttpFunction[] = []
  for (const candidate of functions) {
    const problem = routeProblem(candidate, accepted, prefix)
    if (problem) onError(candidate.hosted, problem)
    else accepted.push(candidate)
  }
  return createRouteTable(
    accepted.map((value) => ({ template: value.template, methods: value.methods, value })),
    prefix,
  )
}

function routeProblem(
  candidate: HttpFunction,
  others: readonly HttpFunction[],
  prefix: string,
): string | undefined {
  const { template, methods, level, hosted } = candidate
  if (level === undefined) {
    return `Error converting value "${String(hosted.trigger.authLevel)}" to type 'AuthorizationLevel'. Use anonymous, function or admin.`
  }
  if (/^(admin|runtime)/i.test(template)) {
    return 'The specified route conflicts with one or more built in routes.'
  }
  const rival = others.find(
    (other) => other.template.toLowerCase() === template.toLowerCase() && intersect(other.methods, methods),
  )
  if (rival) {
    return `The route specified conflicts with the route defined by function '${rival.hosted.name}'.`
  }
  try {
    createRouteTable([{ template, methods, value: candidate }], prefix)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function intersect(a: readonly string[], b: readonly string[]): boolean {
  if (a.length === 0 || b.length === 0) return true
  return a.some((method) => b.some((other) => other.toLowerCase() === method.toLowerCase()))
}

// A doubled brace belongs to a constraint's regular expression.
function parameterNames(template: string): string[] {
  return [...template.matchAll(/(?<!\{)\{\*{0,2}(\w+)/g)].map((match) => match[1] ?? '')
}
