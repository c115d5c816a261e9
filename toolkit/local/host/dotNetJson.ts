import { DotNetDouble, DotNetInteger, dotNetDate } from './dotNetValue.ts'

/**
 * Reads JSON as Json.NET does: texts that look like dates are dates, numbers keep their kind, and whole numbers of any
 * size their digits. Contract 6.3. Throws SyntaxError.
 */
export function readDotNetJson(text: string): unknown {
  // Looking at every value of a big document takes thirty times as long as reading it.
  if (UNUSUAL_NUMBERS.test(text)) return JSON.parse(text, readValue)
  const value: unknown = JSON.parse(text)
  return DATES.test(text) ? withDates(value) : value
}

/** Writes JSON as Json.NET does, compact or indented. */
export function writeDotNetJson(value: unknown, form: 'compact' | 'indented' = 'compact'): string {
  const text = JSON.stringify(value, undefined, form === 'indented' ? 2 : undefined)
  // Json.NET also escapes the three characters that end a line besides CR and LF.
  return LINE_ENDS.test(text) ? text.replaceAll(LINE_ENDS, escaped) : text
}

const UNUSUAL_NUMBERS = /(?:^|[:,[\s])-?(?:\d+[.eE]|\d{16})/
const DATES = /"\d{4}-\d\d-\d\dT/
const LINE_ENDS = /[\u0085\u2028\u2029]/g

function readValue(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value === 'string') return dotNetDate(value) ?? value
  const source = context?.source
  if (typeof value !== 'number' || source === undefined) return value
  if (/[.eE]/.test(source)) return new DotNetDouble(source)
  return Number.isSafeInteger(value) ? value : new DotNetInteger(source)
}

/** A value that was just read, its dates in place of their texts. */
function withDates(value: unknown): unknown {
  if (typeof value === 'string') return dotNetDate(value) ?? value
  if (Array.isArray(value)) return value.map(withDates)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withDates(member)]))
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
