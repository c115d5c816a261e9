import type { RouteParameter } from './routeParameter.ts'
import type { RouteSegment } from './routeTemplate.ts'

/** Matches one segment and adds its route values to `params`. `text` is undefined where the path has ended. */
export function matchSegment(
  segment: RouteSegment,
  text: string | undefined,
  params: Record<string, string>,
): boolean {
  const [only] = segment.parts
  if (segment.parts.length > 1) return text !== undefined && matchParts(segment.parts, text, params)
  if (only === undefined || typeof only === 'string') return text?.toLowerCase() === only
  if (text === undefined || (text === '' && segment.catchAll)) return matchAbsent(only, params)
  return text !== '' && assign(only, text, params)
}

function matchAbsent(parameter: RouteParameter, params: Record<string, string>): boolean {
  if (parameter.defaultValue !== undefined) params[parameter.name] = parameter.defaultValue
  return parameter.optional || parameter.catchAll || parameter.defaultValue !== undefined
}

function assign(parameter: RouteParameter, value: string, params: Record<string, string>): boolean {
  params[parameter.name] = value
  return parameter.constraints.every((accepts) => accepts(value))
}

// From right to left as ASP.NET Core does: linear, and the leftmost parameter takes what is ambiguous.
function matchParts(parts: RouteSegment['parts'], text: string, params: Record<string, string>): boolean {
  const last = parts.at(-1)
  if (typeof last === 'object' && last.optional) {
    if (matchRequired(parts, text, params)) return true
    delete params[last.name]
    const stem = parts.slice(0, -2)
    return !text.endsWith('.') && matchRequired(stem, text, params)
  }
  return matchRequired(parts, text, params)
}

function matchRequired(parts: RouteSegment['parts'], text: string, params: Record<string, string>): boolean {
  const folded = text.toLowerCase()
  let end = text.length
  for (let index = parts.length - 1; index >= 0; index -= 1) {
    const part = parts[index]
    if (typeof part === 'object') {
      const before = parts[index - 1]
      const literal = typeof before === 'string' ? before : ''
      const start =
        index <= 1 ? literal.length : folded.lastIndexOf(literal, end - literal.length - 1) + literal.length
      if (start >= end || start < literal.length) return false
      if (!assign(part, text.slice(start, end), params)) return false
      end = start
    } else {
      const literal = part ?? ''
      if (!folded.slice(0, end).endsWith(literal)) return false
      end -= literal.length
    }
  }
  return end === 0
}
