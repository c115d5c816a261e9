import type { Answer } from '../answer.ts'
import { Connection, type Service } from '../connection.ts'
import type { IncomingRequest } from '../incomingRequest.ts'

/** A connection without a socket: what was sent, and what became of it. */
export function open(handle: Service['handle'], changed: Partial<Service> = {}) {
  const sent: Buffer[] = []
  const state = { ended: false, paused: false, closing: false, room: Number.POSITIVE_INFINITY }
  const failures: unknown[] = []
  const connection = new Connection(
    {
      write(data) {
        const bytes = Buffer.from(data)
        const taken = Math.min(bytes.length, state.room)
        state.room -= taken
        sent.push(bytes.subarray(0, taken))
        return taken
      },
      end: () => void Object.assign(state, { ended: true }),
      pause: () => void Object.assign(state, { paused: true }),
      resume: () => void Object.assign(state, { paused: false }),
    },
    {
      handle,
      isClosing: () => state.closing,
      failed: (error) => void failures.push(error),
      bodyLimit: 1024 ** 2,
      ...changed,
    },
  )
  // As with a socket, nothing arrives while it is paused.
  const receive = (text: string) => {
    if (state.paused) throw new Error('The connection receives while it is paused.')
    connection.received(Buffer.from(text, 'latin1'))
  }
  const output = () =>
    Buffer.concat(sent)
      .toString('latin1')
      .replace(/date: .*\r\n/g, '')
  return { connection, receive, output, state, failures }
}

export const text = (body: Answer['body'], status = 200): Answer => ({ status, headers: [], body })
export const echo = async (request: IncomingRequest): Promise<Answer> =>
  text(`${request.method} ${request.path}${request.query} ${await request.text()}`)
export const settle = () => new Promise((resolve) => setTimeout(resolve, 5))
export const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`
export const post = (path: string, body: string) =>
  `POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Length: ${body.length}\r\n\r\n${body}`
export const chunked = (path: string, ...chunks: string[]) =>
  `POST ${path} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n` +
  `${chunks.map((chunk) => `${chunk.length.toString(16)}\r\n${chunk}\r\n`).join('')}0\r\n\r\n`
export const answered = (body: string) => `HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n${body}`
