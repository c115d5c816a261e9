import { type BunServeOptions, type BunServer, bun } from './bun.ts'
import { portTaken } from './port.ts'
import { type Handle, requestBodyLimit, type Server } from './server.ts'
import { installStandardResponse } from './standardResponse.ts'

// When this is loaded, which is before the app's own files.
installStandardResponse()

// What a client had sent before it could know is still read within this time, in milliseconds.
const closingTime = 100

/** The edge to Bun. Throws when the port is taken. */
export function serveBun(port: number, handle: Handle): Server {
  let closing = false
  const server = listen({
    hostname: '127.0.0.1',
    port,
    // The default of 10 s would cut off a function that takes longer; the host has a timeout of its own.
    idleTimeout: 0,
    maxRequestBodySize: requestBodyLimit,
    async fetch(request) {
      const response = await handle(request)
      if (closing) response.headers.set('connection', 'close')
      return response
    },
  })
  return {
    async drain() {
      // Bun closes a connection after the answer under way, and a request that follows on it would be lost: the
      // answer has to say that none can.
      closing = true
      await new Promise((resolve) => setTimeout(resolve, closingTime))
      await server.stop()
    },
  }
}

function listen(options: BunServeOptions): BunServer {
  try {
    return bun().serve(options)
  } catch (cause) {
    throw portTaken(options.port, cause)
  }
}
