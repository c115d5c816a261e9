import { randomUUID } from 'node:crypto'
import { InvocationError } from './answer/invocationError.ts'
import { writeDotNetJson } from './dotNetJson.ts'
import { dotNetText } from './dotNetText.ts'
import type { BindingData } from './envelope/hostValue.ts'
import { isJsonObject } from './isJsonObject.ts'

/**
 * Replaces `{expression}` in a binding property by what the event knows; `encode` makes a value fit its place.
 * Contract 5.13. Throws InvocationError.
 */
export function resolveExpressions(
  template: string,
  data: BindingData,
  encode = (value: string): string => value,
): string {
  return template.replace(/\{([^{}]+)\}/g, (_whole, expression: string) => encode(evaluate(expression, data)))
}

function evaluate(expression: string, data: BindingData): string {
  const [name = '', format] = splitOnce(expression.trim(), ':')
  const found = lookUp(name.split('.'), data)
  if (found !== undefined && found !== null) return text(found)
  if (name.toLowerCase() === 'rand-guid') return formatGuid(randomUUID(), format)
  if (name.toLowerCase() === 'datetime') return formatDate(new Date(), format)
  throw new InvocationError(
    `No value for named parameter '${name}'. The event has: ${Object.keys(data).join(', ') || 'nothing'}.`,
  )
}

function lookUp(path: readonly string[], data: unknown): unknown {
  let value = data
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = Object.entries(value).find(([key]) => key.toLowerCase() === step.toLowerCase())?.[1]
  }
  return value
}

function text(value: unknown): string {
  if (value instanceof Date) return value.toISOString()
  return isJsonObject(value) || Array.isArray(value) ? writeDotNetJson(value) : dotNetText(value)
}

/** .NET guid formats D (default), N, B and P. */
function formatGuid(guid: string, format: string | undefined): string {
  switch (format?.toUpperCase()) {
    case 'N':
      return guid.replaceAll('-', '')
    case 'B':
      return `{${guid}}`
    case 'P':
      return `(${guid})`
    default:
      return guid
  }
}

/** A .NET date format of the tokens yyyy, yy, MM, dd, HH, mm, ss; without one the form that suits a blob name. */
function formatDate(date: Date, format = 'yyyy-MM-ddTHH-mm-ssZ'): string {
  const iso = date.toISOString()
  const tokens: Record<string, string> = {
    yyyy: iso.slice(0, 4),
    yy: iso.slice(2, 4),
    MM: iso.slice(5, 7),
    dd: iso.slice(8, 10),
    HH: iso.slice(11, 13),
    mm: iso.slice(14, 16),
    ss: iso.slice(17, 19),
  }
  return format.replace(/yyyy|yy|MM|dd|HH|mm|ss/g, (token) => tokens[token] ?? token)
}

function splitOnce(value: string, separator: string): [string, string | undefined] {
  const at = value.indexOf(separator)
  return at < 0 ? [value, undefined] : [value.slice(0, at), value.slice(at + 1)]
}
