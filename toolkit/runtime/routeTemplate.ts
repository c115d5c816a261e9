import { parseRouteParameter, type RouteParameter } from './routeParameter.ts'

/** A route template ASP.NET Core would refuse; the message says which one and why. */
export class RouteTemplateError extends Error {
  constructor(template: string, reason: string) {
    super(`The route template '${template}' is not valid: ${reason}`)
    this.name = 'RouteTemplateError'
  }
}

/** Parts alternate: text to find (lower case) and parameters to fill. */
export interface RouteSegment {
  readonly parts: readonly (string | RouteParameter)[]
  readonly catchAll: boolean
}

export interface RouteTemplate {
  readonly segments: readonly RouteSegment[]
  /** One digit per segment; the smaller text is the more specific template. */
  readonly precedence: string
}

/**
 * `/lower/case/path` for a template without braces, which most are: to read one for parameters would cost a handler a good
 * part of its start.
 */
export function literalPath(template: string): string | undefined {
  if (template.includes('{') || template.includes('}')) return undefined
  const path = template.startsWith('/') ? template.toLowerCase() : `/${template.toLowerCase()}`
  if (path.includes('//')) throw new RouteTemplateError(template, 'a segment is empty.')
  return path !== '/' && path.endsWith('/') ? path.slice(0, -1) : path
}

export function parseRouteTemplate(template: string): RouteTemplate {
  const fail = (reason: string) => new RouteTemplateError(template, reason)
  const texts = splitOutsideBraces(template.replace(/^\/+/, '').replace(/\/$/, ''), fail)
  const segments = texts.map((text) => parseSegment(text, fail))
  const catchAll = segments.findIndex((segment) => segment.catchAll)
  if (catchAll !== -1 && catchAll !== segments.length - 1) {
    throw fail('a catch-all parameter can only stand at the end.')
  }
  const names = segments.flatMap(({ parts }) => parts).flatMap((p) => (typeof p === 'string' ? [] : [p.name]))
  const twice = names.find((name, index) => names.findIndex((n) => equalNames(n, name)) !== index)
  if (twice !== undefined) throw fail(`the parameter '${twice}' appears more than once.`)
  return { segments, precedence: segments.map(precedenceDigit).join('') }
}

function equalNames(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

function splitOutsideBraces(template: string, fail: (reason: string) => Error): string[] {
  if (template === '') return []
  const segments = ['']
  let depth = 0
  for (const char of template.replaceAll('{{', '\uE000').replaceAll('}}', '\uE001')) {
    if (char === '{') depth += 1
    if (char === '}') depth -= 1
    if (depth < 0 || depth > 1) throw fail('the braces do not match.')
    if (char === '/' && depth === 0) segments.push('')
    else segments[segments.length - 1] += char
  }
  if (depth !== 0) throw fail('the braces do not match.')
  if (segments.includes('')) throw fail('a segment is empty.')
  return segments
}

function parseSegment(text: string, fail: (reason: string) => Error): RouteSegment {
  const parts = text
    .split(/(\{[^}]*\})/)
    .filter((part) => part !== '')
    .map((part) =>
      part.startsWith('{') ? parseRouteParameter(unescapeBraces(part.slice(1, -1)), fail) : part,
    )
    .map((part) => (typeof part === 'string' ? unescapeBraces(part).toLowerCase() : part))
  const catchAll = parts.some((part) => typeof part !== 'string' && part.catchAll)
  if (catchAll && parts.length > 1) throw fail('a catch-all parameter must be a whole segment.')
  for (const [index, part] of parts.entries()) {
    if (typeof part === 'string') continue
    if (index > 0 && typeof parts[index - 1] !== 'string')
      throw fail('two parameters need text between them.')
    const afterDot = index === parts.length - 1 && parts[index - 1] === '.'
    if (part.optional && parts.length > 1 && !afterDot) {
      throw fail(
        `the optional parameter '${part.name}' must be a whole segment or follow a period at the end.`,
      )
    }
  }
  return { parts, catchAll }
}

// The literals were marked with private-use characters while splitting, so that `{{2}}` is not a parameter.
function unescapeBraces(text: string): string {
  return text.replaceAll('\uE000', '{').replaceAll('\uE001', '}')
}

function precedenceDigit({ parts, catchAll }: RouteSegment): string {
  const [part] = parts
  if (parts.length > 1) return '2'
  if (part === undefined || typeof part === 'string') return '1'
  const plain = catchAll ? 5 : 3
  return String(part.constraints.length > 0 ? plain - 1 : plain)
}
