import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http'
import { buffer } from 'node:stream/consumers'
import type { RunningHandler } from './runningHandler.ts'

export interface Call {
  readonly method: string
  readonly path: string
  readonly headers?: OutgoingHttpHeaders
  readonly body?: string | Uint8Array
  /** How the end of the body is told: the host uses both (contract 5.1). */
  readonly framing?: 'length' | 'chunked'
}

export interface Answer {
  readonly status: number
  readonly statusText: string
  readonly httpVersion: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** One request to the handler, byte for byte as told, and what came back. */
export function exchange({ port, agent }: RunningHandler, call: Call): Promise<Answer> {
  const { method, path, body = '', framing } = call
  const length = Buffer.byteLength(body)
  const framed = framing === 'chunked' ? { 'transfer-encoding': 'chunked' } : { 'content-length': length }
  const headers = { ...call.headers, ...(length > 0 ? framed : {}) }
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, agent, method, path, headers })
    sent.once('error', reject)
    sent.once('response', (response) => {
      const { statusCode = 0, statusMessage = '', httpVersion } = response
      const head = { status: statusCode, statusText: statusMessage, httpVersion, headers: response.headers }
      buffer(response).then((content) => resolve({ ...head, body: content }), reject)
    })
    sent.end(body)
  })
}
