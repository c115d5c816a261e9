import { createRouteTable } from '../runtime/routes.ts'
import { type FunctionMetadata, parseFunctionMetadata, triggerOf } from './functionMetadata.ts'
import type { GeneratedFunction } from './toolchain.ts'
import { UserError } from './userError.ts'

/** Reads the functions as the host will, and refuses what it would refuse or skip. */
export function checkFunctions(functions: readonly GeneratedFunction[]): FunctionMetadata[] {
  if (functions.length === 0) {
    throw new UserError(
      'no-functions',
      'The handler registers no function, so the host would not even start it. ' +
        'Register one, e.g. app.http("hello", { handler }), in a file that "main" of package.json names.',
    )
  }
  const parsed = [...functions].sort((a, b) => (a.name < b.name ? -1 : 1)).map(parseFunction)
  for (const [index, metadata] of parsed.entries()) checkAgainst(metadata, parsed.slice(0, index))
  return parsed
}

function parseFunction({ name, functionJson }: GeneratedFunction): FunctionMetadata {
  try {
    return parseFunctionMetadata(name, functionJson)
  } catch (cause) {
    throw refused(name, cause instanceof Error ? cause.message : String(cause), cause)
  }
}

function checkAgainst(metadata: FunctionMetadata, others: readonly FunctionMetadata[]): void {
  // Folders that differ by case only are one folder on some file systems, and one function to the host.
  const twin = others.find(({ name }) => name.toLowerCase() === metadata.name.toLowerCase())
  if (twin) throw refused(metadata.name, `the function '${twin.name}' has the same name but for its case.`)
  const own = httpRoute(metadata)
  if (own === undefined) return
  if (/^\/?(?:admin|runtime)(?:\/|$)/i.test(own.template)) {
    throw refused(metadata.name, 'The specified route conflicts with one or more built in routes.')
  }
  try {
    createRouteTable([{ ...own, value: 0 }], '')
  } catch (cause) {
    throw refused(metadata.name, cause instanceof Error ? cause.message : String(cause), cause)
  }
  const rival = others.find((other) => conflicts(own, httpRoute(other)))
  if (rival) {
    throw refused(
      metadata.name,
      `The route specified conflicts with the route defined by function '${rival.name}'.`,
    )
  }
}

interface HttpRoute {
  readonly template: string
  readonly methods: readonly string[]
}

function httpRoute(metadata: FunctionMetadata): HttpRoute | undefined {
  const { type, route, methods } = triggerOf(metadata)
  if (type.toLowerCase() !== 'httptrigger') return undefined
  return {
    template: typeof route === 'string' && route !== '' ? route : metadata.name,
    methods: Array.isArray(methods) ? methods.map((method) => String(method).toUpperCase()) : [],
  }
}

// Contract 9.4
function conflicts(a: HttpRoute, b: HttpRoute | undefined): boolean {
  if (b === undefined || a.template.toLowerCase() !== b.template.toLowerCase()) return false
  return (
    a.methods.length === 0 || b.methods.length === 0 || a.methods.some((method) => b.methods.includes(method))
  )
}

function refused(name: string, reason: string, cause?: unknown): UserError {
  return new UserError('function-refused', `The function '${name}' would be refused by the host: ${reason}`, {
    cause,
  })
}
