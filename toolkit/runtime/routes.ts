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
  const entries: Entry<T>[] = []
  for (const route of routes) insert(entries, toEntry(route, prefix))
  const literals = new Map<string, Entry<T>[]>()
  const patterns: Entry<T>[] = []
  for (const entry of entries) {
    const path = entry.template.literalPath
    const alike = path === undefined ? patterns : (literals.get(path) ?? [])
    alike.push(entry)
    if (path !== undefined) literals.set(path, alike)
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

function toEntry<T>({ template, methods, value }: Route<T>, prefix: string): Entry<T> {
  const verbs = new Set<string>()
  for (const method of methods) verbs.add(method.toUpperCase())
  return { template: parseRouteTemplate(`${prefix}/${withoutSlashes(template)}`), methods: verbs, value }
}

function withoutSlashes(template: string): string {
  return template.startsWith('/') ? withoutSlashes(template.slice(1)) : template
}

// Behind its equals: the first registered stays the first.
function insert<T>(entries: Entry<T>[], entry: Entry<T>): void {
  let at = entries.length
  while (at > 0 && (entries[at - 1]?.template.precedence ?? '') > entry.template.precedence) at -= 1
  entries.splice(at, 0, entry)
}

function firstAllowing<T>(entries: readonly Entry<T>[] | undefined, verb: string): Entry<T> | undefined {
  if (entries === undefined) return undefined
  for (const entry of entries) if (allows(entry, verb)) return entry
  return undefined
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
