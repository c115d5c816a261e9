import type { RequestHead } from './head/requestHead.ts'
import type { Refusal } from './refusal.ts'

/** How the end of a request's body is found (RFC 9112, 6.3): a number of bytes, or chunks. */
export type BodyFraming = number | 'chunked'

/** Refuses whatever two readers could take differently. `limit` is in bytes. */
export function frameBody(head: RequestHead, limit: number): BodyFraming | Refusal {
  const encoding = head.header('transfer-encoding')
  const length = head.header('content-length')
  if (encoding !== null) {
    if (length !== null) return refuse(400, 'A request has a length or chunks, not both.')
    if (head.isOld || encoding.toLowerCase() !== 'chunked')
      return refuse(400, `The transfer encoding "${encoding}" is not known here: only "chunked" is.`)
    return 'chunked'
  }
  return length === null ? 0 : readLength(length, limit)
}

// By itself, as a function that every request enters makes its regular expressions for the first one.
function readLength(length: string, limit: number): number | Refusal {
  if (!/^\d{1,15}$/.test(length)) return refuse(400, `The content length "${length}" is no number.`)
  return Number(length) > limit ? bodyTooLarge : Number(length)
}

export const bodyTooLarge: Refusal = { status: 413, reason: 'The body of the request is too large.' }

function refuse(status: 400, reason: string): Refusal {
  return { status, reason }
}
