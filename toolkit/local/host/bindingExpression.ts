import { randomUUID } from 'node:crypto'
import { InvocationError } from './answer/invocationError.ts'
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
  return template.replace(/\{\{|\}\}|\{([^{}]+)\}/g, (part, expression?: string) =>
    expression === undefined ? part.slice(1) : encode(evaluate(expression, data)),
  )
}

/** What the expressions of bindings begin with, in lower case. */
export function boundNames(bindings: readonly object[]): ReadonlySet<string> {
  const texts = bindings
    .flatMap((binding) => Object.values(binding))
    .filter((value) => typeof value === 'string')
  const named = texts.flatMap((text) => [...text.replaceAll(/\{\{|\}\}/g, '').matchAll(/\{\s*([^{}:.\s]+)/g)])
  return new Set(named.map(([, name = '']) => name.toLowerCase()))
}

function evaluate(expression: string, data: BindingData): string {
  const [name = '', format] = splitOnce(expression.trim(), ':')
  const [first = '', ...rest] = name.split('.')
  const root = member(data, first)
  if (root === undefined) return builtIn(name, format) ?? unknown(name, data)
  let value: unknown = root
  for (const step of rest) {
    const next = live(first, step, value) ?? member(value, step)
    if (next === undefined) throw missing(step, value)
    value = next
  }
  return text(value, format)
}

/** A member by its name in any case. */
function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  return Object.entries(value).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1]
}

/** What is new whenever the host looks at it. */
function live(first: string, step: string, system: unknown): unknown {
  if (first.toLowerCase() !== 'sys' || member(system, 'RandGuid') === undefined) return undefined
  if (step.toLowerCase() === 'utcnow') return new Moment(new Date())
  return step.toLowerCase() === 'randguid' ? new Guid(randomUUID()) : undefined
}

class Moment {
  readonly date: Date

  constructor(date: Date) {
    this.date = date
  }
}

class Guid {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

function builtIn(name: string, format: string | undefined): string | undefined {
  if (name.toLowerCase() === 'rand-guid') return formatGuid(randomUUID(), format)
  if (name.toLowerCase() === 'datetime') return formatDate(new Date(), format)
  return undefined
}

function unknown(name: string, data: BindingData): never {
  throw new InvocationError(
    `No value for named parameter '${name}'. The event has: ${Object.keys(data).join(', ') || 'nothing'}.`,
  )
}

function missing(step: string, value: unknown): InvocationError {
  const known = typeof value === 'object' && value !== null ? Object.keys(value).join(', ') : ''
  return new InvocationError(
    `Error while accessing '${step}': property doesn't exist. There is: ${known || 'nothing'}.`,
  )
}

// Of a DateTimeOffset, an object or a list the host makes nothing.
function text(value: unknown, format: string | undefined): string {
  if (value instanceof Moment) return formatDate(value.date, format)
  if (value instanceof Guid) return formatGuid(value.text, format)
  const isNothing = value === null || value instanceof Date || isJsonObject(value) || Array.isArray(value)
  return isNothing ? '' : dotNetText(value)
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
