import type { ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import type { ReadableStreamDefaultReader, ReadableStreamReadResult } from 'node:stream/web'
import { ofConnection } from './connectionHeaders.ts'

/** Sends a web Response. Resolves when all of it is handed over; rejects when its body fails. */
export async function sendResponse(response: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.statusCode = response.status
  outgoing.statusMessage = response.statusText
  for (const [name, value] of response.headers) {
    if (!ofConnection.has(name)) outgoing.appendHeader(name, value)
  }
  await sendBody(response, outgoing)
}

/** With its length where all of it is there at once, piece by piece otherwise. */
async function sendBody(response: Response, outgoing: ServerResponse): Promise<void> {
  const reader = response.body?.getReader()
  if (reader === undefined) return void outgoing.end()
  const first = await reader.read()
  if (first.done) return void outgoing.end()
  const second = reader.read()
  const next = await Promise.race([second, nextTurn()])
  if (next?.done) {
    outgoing.setHeader('content-length', first.value.byteLength)
    return void outgoing.end(first.value)
  }
  await pipeline(pieces(first.value, second, reader), outgoing)
}

function nextTurn(): Promise<undefined> {
  return new Promise((resolve) => setImmediate(() => resolve(undefined)))
}

async function* pieces(
  first: Uint8Array,
  second: Promise<ReadableStreamReadResult<Uint8Array>>,
  reader: ReadableStreamDefaultReader<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    yield first
    for (let next = await second; !next.done; next = await reader.read()) yield next.value
  } finally {
    await reader.cancel()
  }
}
