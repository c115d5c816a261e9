import { invalid, type Section } from './hostJsonSection.ts'

/** `extensions.http` of host.json, but for the route prefix. Contract 2.4 */
export interface HttpSettings {
  /** Infinity for no limit. */
  readonly maxOutstandingRequests: number
  readonly maxConcurrentRequests: number
  /** Added to answers that lack them. */
  readonly customHeaders: Readonly<Record<string, string>>
}

/** Throws UserError for a limit or a header that is none. */
export function parseHttp(http: Section): HttpSettings {
  return {
    maxOutstandingRequests: limit(http, 'maxOutstandingRequests'),
    maxConcurrentRequests: limit(http, 'maxConcurrentRequests'),
    customHeaders: customHeaders(http.value('customHeaders')),
  }
}

function limit(http: Section, key: string): number {
  const number = http.wholeNumber(key, -1, Number.MAX_SAFE_INTEGER) ?? -1
  return number < 1 ? Number.POSITIVE_INFINITY : number
}

function customHeaders(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {}
  const headers = Object.entries(value).map(([name, text]): [string, string] => [name, String(text)])
  // No answer could be sent with it.
  const wrong = headers.find(([name, text]) => !NAME.test(name) || !VALUE.test(text))
  if (wrong === undefined) return Object.fromEntries(headers)
  throw invalid(
    `'${wrong.join(': ')}' is an invalid header in host.json 'extensions.http.customHeaders'. ` +
      'Use letters, digits and dashes for its name, and no line breaks or characters beyond Latin-1 for its value.',
  )
}

const NAME = /^[\w!#$%&'*+.^`|~-]+$/
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/
