import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { Server as NetServer, type Socket } from 'node:net'
import { describeError } from './describeError.ts'
import { refusalAnswer } from './http/answer.ts'
import { libraryFetch } from './libraryFetch.ts'
import { writeLog } from './log.ts'
import { fetchUnchanged } from './nodeFetch.ts'
import { toIncomingRequest } from './nodeRequest.ts'
import { sendResponse } from './nodeResponse.ts'
import { portTaken } from './port.ts'
import type { Handle, Server } from './server.ts'
import { patience } from './stalled.ts'

libraryFetch.send = fetchUnchanged

/** The edge to Node.js. Rejects when the port is taken. */
export async function serveNode(port: number, handle: Handle): Promise<Server> {
  let draining = false
  const sockets = new Set<Socket>()
  const limit = (socket: Socket) => socket.setTimeout(patience)
  const server = createServer(options, (incoming, outgoing) => {
    if (draining) limit(incoming.socket)
    outgoing.once('close', () => draining && incoming.socket.end())
    answer(incoming, outgoing, handle, () => draining).catch((error) => {
      outgoing.destroy()
      // The client left: nobody's mistake.
      if (error.code === 'ERR_STREAM_PREMATURE_CLOSE' || error.code === 'ECONNRESET') return
      const message = `An answer could not be sent: ${describeError(error)}`
      writeLog({ level: 'error', category: 'system', message })
    })
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  server.on('timeout', (socket) => {
    // At the end a client that takes nothing is not waited for; one that waits for its function is.
    if (!draining || socket.writableLength > 0) socket.destroy()
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(portTaken(port, error)))
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    drain() {
      draining = true
      sockets.forEach(limit)
      // Not the HTTP server's own close(): that cuts connections whose next request is on its way already.
      const closed = new Promise<void>((resolve) => {
        NetServer.prototype.close.call(server, () => resolve())
      })
      const idle = setTimeout(() => server.closeIdleConnections(), idleGrace)
      return closed.finally(() => clearTimeout(idle))
    },
  }
}

// Milliseconds. A client that keeps its connection busy has sent the next request by then, and reads in its answer
// that it was the last one.
const idleGrace = 500

const options = {
  // The host's client keeps an idle connection for a minute: it has to be the one that closes it.
  keepAliveTimeout: 120_000,
  // A streamed request may take as long as its function.
  requestTimeout: 0,
  // More than the host itself takes.
  maxHeaderSize: 64 * 1024,
}

async function answer(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  handle: Handle,
  isDraining: () => boolean,
): Promise<void> {
  const request = toIncomingRequest(incoming)
  const isRefused = 'reason' in request
  const response = isRefused ? refusalAnswer(request.status, request.reason) : await handle(request)
  // Otherwise a connection that was busy when draining began would hold the process until it is idle for long.
  if (isDraining() || isRefused) outgoing.shouldKeepAlive = false
  await sendResponse(response, outgoing)
}
