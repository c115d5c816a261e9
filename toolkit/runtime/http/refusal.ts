import { type HeadProblem, mostFields } from './head/scanHead.ts'

/** A request that is not taken: what the client reads. */
export interface Refusal {
  readonly status: 400 | 413 | 417 | 431
  readonly reason: string
}

export const refusals: Readonly<Record<Exclude<HeadProblem, 'incomplete'>, Refusal>> = {
  'not HTTP': { status: 400, reason: 'This is no request of HTTP/1.1.' },
  'malformed field': { status: 400, reason: 'A header field is malformed.' },
  'too many fields': { status: 431, reason: `There are more than ${mostFields} header fields.` },
}
