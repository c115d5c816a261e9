import { once } from 'node:events'
import { connect } from 'node:net'

export interface Answered {
  /** Complete answers with status 200. */
  readonly answered: number
  /** Requests whose connection ended without a byte of an answer. */
  readonly unanswered: number
  /** Answers of another kind, or cut off in the middle. */
  readonly broken: readonly string[]
}

/**
 * Sends one request after the other over each of some kept-alive connections, as the host does, until the handler
 * closes them all.
 */
export async function loadUntilClosed(url: string, path: string, connections: number): Promise<Answered> {
  const sum = { answered: 0, unanswered: 0, broken: [] as string[] }
  await Promise.all(Array.from({ length: connections }, () => useConnection(url, path, sum)))
  return sum
}

async function useConnection(
  url: string,
  path: string,
  sum: { answered: number; unanswered: number; broken: string[] },
): Promise<void> {
  const { port, hostname } = new URL(url)
  const socket = connect(Number(port), hostname)
  const request = `GET ${path} HTTP/1.1\r\nHost: ${hostname}\r\nX-Azure-Functions-InvocationId: id\r\n\r\n`
  let received = ''
  let closing = false
  socket.on('error', () => {}) // 'close' follows
  socket.on('data', (chunk) => {
    received += chunk
    const [head, body] = received.split('\r\n\r\n')
    const length = /^content-length: (\d+)/im.exec(head ?? '')?.[1]
    if (body === undefined || length === undefined || body.length < Number(length)) return
    if (head?.startsWith('HTTP/1.1 200')) sum.answered += 1
    else sum.broken.push(received)
    if (/^connection: close/im.test(head ?? '')) closing = true
    received = ''
    if (!closing) socket.write(request)
  })
  socket.write(request)
  await once(socket, 'close')
  if (received !== '') sum.broken.push(received)
  else if (!closing) sum.unanswered += 1
}
