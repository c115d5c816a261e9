import { type BunServeOptions, type BunServer, bun } from './bun.ts'

export interface Server {
  /** Takes no further connection and resolves when every request is answered. */
  drain(): Promise<void>
}

// What a client had sent before it could know is still read within this time, in milliseconds.
const closingTime = 100

/** The edge to Bun. Throws when the port is taken. */
export function serveBun(port: number, handle: (request: Request) => Promise<Response>): Server {
  let closing = false
  const server = listen({
    hostname: '127.0.0.1',
    port,
    // The default of 10 s would cut off a function that takes longer; the host has a timeout of its own.
    idleTimeout: 0,
    // 100 MiB as base64 (contract 13.1 no. 4), twice escaped at worst; the host is the only client.
    maxRequestBodySize: 1024 ** 3,
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
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE')) throw cause
    const message = `Port ${options.port} of 127.0.0.1 is taken. End what listens there, or choose another port.`
    throw new Error(message, { cause })
  }
}
