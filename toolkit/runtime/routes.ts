import { decodePathSegment } from './pathSegment.ts'
import { matchSegment } from './routeSegment.ts'
import { parseRouteTemplate, type RouteTemplate } from './routeTemplate.ts'

export interface Route<T> {
  /** An ASP.NET Core route template without the prefix, e.g. `orders/{id:int?}`. */
  readonly template: string
  /** Verbs in any case; none means all. */
  readonly methods: readonly string[]
  readonly value: T
}

export interface RouteMatch<T> {
  readonly value: T
  /** Decoded route values. The object has no prototype; an absent optional parameter has no key. */
  readonly params: Record<string, string>
}

export interface RouteTable<T> {
  match(method: string, path: string): RouteMatch<T> | undefined
}

interface Entry<T> {
  readonly template: RouteTemplate
  readonly methods: ReadonlySet<string>
  readonly value: T
}

/**
 * Contract 9.4: which route answers a request. Among the templates that fit a path and allow the verb the
 * most specific one wins (literal, constrained, plain, catch-all, segment by segment), then the first
 * registered. Throws a RouteTemplateError for a template ASP.NET Core would refuse.
 */
export function createRouteTable<T>(routes: readonly Route<T>[], prefix: string): RouteTable<T> {
  const entries = routes
    .map((route) => toEntry(route, prefix))
    .sort((a, b) => compareText(a.template.precedence, b.template.precedence))
  const literals = new Map<string, Entry<T>[]>()
  const patterns: Entry<T>[] = []
  for (const entry of entries) {
    const path = entry.template.literalPath
    if (path === undefined) patterns.push(entry)
    else literals.set(path, [...(literals.get(path) ?? []), entry])
  }

  return {
    match(method, path) {
      const verb = method.toUpperCase()
      // A literal template outranks every other one of its length, so a hit needs no search.
      const literal = literals.get(path)?.find((entry) => allows(entry, verb))
      if (literal !== undefined) return { value: literal.value, params: Object.create(null) }
      const segments = splitPath(path)
      const normalized = `/${segments.join('/').toLowerCase()}`
      const folded = literals.get(normalized)?.find((entry) => allows(entry, verb))
      if (folded !== undefined) return { value: folded.value, params: Object.create(null) }
      for (const entry of patterns) {
        if (!allows(entry, verb)) continue
        const params = matchTemplate(entry.template, segments)
        if (params !== undefined) return { value: entry.value, params }
      }
      return undefined
    },
  }
}

function toEntry<T>(route: Route<T>, prefix: string): Entry<T> {
  return {
    template: parseRouteTemplate(`${prefix}/${route.template.replace(/^\/+/, '')}`),
    methods: new Set(route.methods.map((method) => method.toUpperCase())),
    value: route.value,
  }
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : +(a > b)
}

function allows<T>(entry: Entry<T>, verb: string): boolean {
  return entry.methods.size === 0 || entry.methods.has(verb)
}

function splitPath(path: string): string[] {
  const trimmed = path.replace(/^\//, '').replace(/\/$/, '')
  return trimmed === '' ? [] : trimmed.split('/').map(decodePathSegment)
}

function matchTemplate(
  template: RouteTemplate,
  segments: readonly string[],
): Record<string, string> | undefined {
  const params: Record<string, string> = Object.create(null)
  for (const [index, segment] of template.segments.entries()) {
    const text = segment.catchAll ? segments.slice(index).join('/') : (segments[index] ?? '')
    const present = index < segments.length
    if (!matchSegment(segment, present ? text : undefined, params)) return undefined
  }
  const open = template.segments.at(-1)?.catchAll === true
  return open || segments.length <= template.segments.length ? params : undefined
}
