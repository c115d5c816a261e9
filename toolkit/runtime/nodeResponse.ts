import type { ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { isOfConnection } from './connectionHeaders.ts'
import type { Answer } from './http/answer.ts'

/** Sends an answer. Resolves when all of it is handed over; rejects when its body fails. */
export async function sendResponse(
  { status, headers, body }: Answer,
  outgoing: ServerResponse,
): Promise<void> {
  outgoing.statusCode = status
  for (const [name, value] of headers) {
    if (!isOfConnection(name)) outgoing.appendHeader(name, value)
  }
  if (body instanceof ReadableStream) return pipeline(body, outgoing)
  const length = typeof body === 'string' ? Buffer.byteLength(body) : (body?.byteLength ?? 0)
  if (status !== 204 && status !== 304) outgoing.setHeader('content-length', length)
  outgoing.end(body ?? undefined)
}
