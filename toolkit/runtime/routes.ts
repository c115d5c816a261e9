import { decodePathSegment } from './pathSegment.ts'
import { matchSegment } from './routeSegment.ts'
import { literalPath, parseRouteTemplate, type RouteTemplate } from './routeTemplate.ts'

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
  /** In upper case. */
  readonly methods: readonly string[]
  readonly value: T
}

interface Pattern<T> extends Entry<T> {
  readonly template: RouteTemplate
}

/**
 * Contract 9.4: which route answers a request. Among the templates that fit a path and allow the verb the
 * most specific one wins (literal, constrained, plain, catch-all, segment by segment), then the first
 * registered. Throws a RouteTemplateError for a template ASP.NET Core would refuse.
 */
export function createRouteTable<T>(routes: readonly Route<T>[], prefix: string): RouteTable<T> {
  const literals = new Map<string, Entry<T>[]>()
  const patterns: Pattern<T>[] = []
  for (const { template, methods, value } of routes) {
    const whole = `${prefix}/${withoutSlashes(template)}`
    const entry = { methods: inCapitals(methods), value }
    const path = literalPath(whole)
    if (path === undefined) insert(patterns, { ...entry, template: parseRouteTemplate(whole) })
    else if (literals.get(path)?.push(entry) === undefined) literals.set(path, [entry])
  }

  return {
    match(method, path) {
      const verb = method.toUpperCase()
      // A literal template outranks every other one of its length, so a hit needs no search.
      const literal = firstAllowing(literals.get(path), verb)
      if (literal !== undefined) return { value: literal.value, params: Object.create(null) }
      const segments = splitPath(path)
      const normalized = `/${segments.join('/').toLowerCase()}`
      const folded = firstAllowing(literals.get(normalized), verb)
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

function inCapitals(methods: readonly string[]): string[] {
  const verbs: string[] = []
  for (const method of methods) verbs.push(method.toUpperCase())
  return verbs
}

function withoutSlashes(template: string): string {
  return template.startsWith('/') ? withoutSlashes(template.slice(1)) : template
}

// Behind its equals: the first registered stays the first.
function insert<T>(patterns: Pattern<T>[], pattern: Pattern<T>): void {
  let at = patterns.length
  while (at > 0 && (patterns[at - 1]?.template.precedence ?? '') > pattern.template.precedence) at -= 1
  patterns.splice(at, 0, pattern)
}

function firstAllowing<T>(entries: readonly Entry<T>[] | undefined, verb: string): Entry<T> | undefined {
  if (entries === undefined) return undefined
  for (const entry of entries) if (allows(entry, verb)) return entry
  return undefined
}

function allows<T>(entry: Entry<T>, verb: string): boolean {
  return entry.methods.length === 0 || entry.methods.includes(verb)
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
