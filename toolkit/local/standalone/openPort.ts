import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { UserError } from '../../build/userError.ts'

/** Opens a loopback port with the limits of the Functions host's web server. Throws UserError for one that is taken. */
export async function openPort(port: number, listener: RequestListener): Promise<Server> {
  const server = createServer({ maxHeaderSize: MOST_HEADERS }, listener)
  server.requestTimeout = 0 // a function may take its time to be sent a body
  server.keepAliveTimeout = KEEP_ALIVE
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(mended(error, port)))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, resolve)
  })
  return server
}

export function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

const MOST_HEADERS = 40 * 1024
const KEEP_ALIVE = 130_000

function mended(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') return error
  const why =
    error.code === 'EACCES' ? 'needs rights that this user does not have' : 'is taken by another program'
  return new UserError(
    'port-taken',
    `Port ${port} ${why}, so the app cannot listen there. ` +
      `End that program (\`lsof -i :${port}\` shows it), or choose another port: npm run host -- --port ${port + 1} (0 takes any free one).`,
  )
}
