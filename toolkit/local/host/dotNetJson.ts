import { doubleText } from './dotNetText.ts'
import { DotNetDate, DotNetDouble, dotNetDate } from './dotNetValue.ts'

/**
 * Reads JSON as Json.NET does: texts that look like dates are dates, numbers keep their kind, and whole numbers of any
 * size their digits. Contract 6.3. Throws SyntaxError.
 */
export function readDotNetJson(text: string): unknown {
  return JSON.parse(text, readValue)
}

/** Writes JSON as Json.NET does, compact or indented. */
export function writeDotNetJson(value: unknown, form: 'compact' | 'indented' = 'compact'): string {
  return write(value, form === 'indented' ? '\n' : '')
}

function readValue(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value === 'string') return dotNetDate(value) ?? value
  const source = context?.source
  if (typeof value !== 'number' || source === undefined) return value
  if (/[.eE]/.test(source)) return new DotNetDouble(source)
  return Number.isSafeInteger(value) ? value : BigInt(source)
}

/** `line` is what begins a line of this depth; '' writes compactly. */
function write(value: unknown, line: string): string {
  if (typeof value === 'string') return quote(value)
  if (value instanceof DotNetDate) return quote(value.iso)
  if (value instanceof DotNetDouble) return jsonDouble(value.value)
  if (value instanceof Date) return quote(dateTimeOffset(value))
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : jsonDouble(value)
  if (typeof value !== 'object' || value === null) return String(value ?? null)
  const inner = line === '' ? '' : `${line}  `
  if (Array.isArray(value))
    return enclose(
      '[',
      value.map((item) => write(item, inner)),
      ']',
      line,
    )
  const colon = line === '' ? ':' : ': '
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([name, member]) => `${quote(name)}${colon}${write(member, inner)}`)
  return enclose('{', members, '}', line)
}

function enclose(open: string, items: readonly string[], close: string, line: string): string {
  if (items.length === 0) return `${open}${close}`
  const start = line === '' ? '' : `${line}  `
  return `${open}${start}${items.join(`,${start}`)}${line}${close}`
}

// As a DateTimeOffset: no zeros at the end of the fraction.
function dateTimeOffset(date: Date): string {
  return date.toISOString().replace(/\.?0*Z$/, '+00:00')
}

function jsonDouble(value: number): string {
  const text = doubleText(value)
  return /[.E]/.test(text) ? text : `${text}.0`
}

// Json.NET also escapes the three characters that end a line besides CR and LF.
function quote(text: string): string {
  return JSON.stringify(text).replace(/[\u0085\u2028\u2029]/g, escaped)
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
