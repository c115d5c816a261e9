import type { Section } from './hostJsonSection.ts'

/** `extensions.http` of host.json, but for the route prefix. Contract 2.4 */
export interface HttpSettings {
  /** Infinity for no limit. */
  readonly maxOutstandingRequests: number
  readonly maxConcurrentRequests: number
  /** Added to answers that lack them. */
  readonly customHeaders: Readonly<Record<string, string>>
}

/** Throws UserError for a limit that is none. */
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
  return Object.fromEntries(Object.entries(value).map(([name, text]) => [name, String(text)]))
}
