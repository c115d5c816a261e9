import { once } from 'node:events'
import { connect } from 'node:net'

/** Sends bytes as they are over a connection of their own; gives what came back before it was closed. */
export async function sendRaw(url: string, bytes: Uint8Array | string, then?: 'end'): Promise<string> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  const received: Buffer[] = []
  socket.on('data', (chunk) => received.push(chunk))
  // A connection that is reset has answered what it had to answer.
  socket.on('error', () => {})
  socket.write(bytes)
  if (then === 'end') socket.end()
  await once(socket, 'close')
  return Buffer.concat(received).toString()
}

export const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0)
