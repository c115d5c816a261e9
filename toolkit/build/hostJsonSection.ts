import { parseTimeSpan } from './timeSpan.ts'
import { UserError } from './userError.ts'

/** An object of host.json, read the way .NET configuration does: names ignore case, text counts as its value. */
export interface Section {
  value(key: string): unknown
  at(key: string): Section
  text(key: string): string | undefined
  /** The objects of a list. */
  list(key: string): readonly Section[]
  texts(key: string): readonly string[]
  flag(key: string): boolean | undefined
  time(key: string): number | undefined
  wholeNumber(key: string, least: number, most: number): number | undefined
}

/** A list; also one that the environment gave item by item, by number. */
function items(entry: unknown): readonly unknown[] {
  if (Array.isArray(entry)) return entry
  return typeof entry === 'object' && entry !== null ? Object.values(entry) : []
}

/** `path` is the object's place in host.json; '' stands for the whole. */
export function section(value: unknown, path = ''): Section {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : []
  const values = new Map<string, unknown>(entries.map(([key, entry]) => [key.toLowerCase(), entry]))
  const read = (key: string): unknown => values.get(key.toLowerCase())
  const place = (key: string): string => (path ? `${path}.${key}` : key)
  const present = <T>(key: string, parse: (text: string) => T): T | undefined => {
    const entry = read(key)
    return entry === undefined || entry === null ? undefined : parse(String(entry))
  }
  return {
    value: read,
    at: (key: string): Section => section(read(key), place(key)),
    text: (key: string) => present(key, (text) => text),
    list(key: string): readonly Section[] {
      return items(read(key)).map((each, index) => section(each, `${place(key)}.${index}`))
    },
    texts(key: string): readonly string[] {
      return items(read(key)).map(String)
    },
    flag: (key: string) =>
      present(key, (text) => {
        if (/^(true|false)$/i.test(text)) return text.toLowerCase() === 'true'
        throw invalid(`'${text}' is an invalid value for host.json '${place(key)}'. Use true or false.`)
      }),
    time: (key: string) =>
      present(key, (text) => {
        const time = parseTimeSpan(text)
        if (time === undefined) throw notATime(place(key), text)
        return time
      }),
    wholeNumber: (key: string, least: number, most: number) =>
      present(key, (text) => {
        const number = Number(text)
        if (Number.isInteger(number) && number >= least && number <= most) return number
        const range = most === Number.MAX_SAFE_INTEGER ? `${least} or more` : `${least} to ${most}`
        throw invalid(
          `'${text}' is an invalid value for host.json '${place(key)}'. Use a whole number, ${range}.`,
        )
      }),
  }
}

/** For a value that had to be a time. */
export function notATime(key: string, value: unknown): UserError {
  return invalid(`'${String(value)}' is an invalid value for host.json '${key}'. Use a time as 'hh:mm:ss'.`)
}

/** A mistake in host.json. */
export function invalid(message: string): UserError {
  return new UserError('host-json-invalid', message)
}

/** Whether a value is there: .NET configuration has no key for an empty object or array, so `{}` is as good as absent. */
export function hasConfiguration(value: unknown): boolean {
  if (value === undefined || value === null) return false
  return typeof value !== 'object' || Object.values(value).some(hasConfiguration)
}
