import { type BunServeOptions, type BunServer, bun } from './bun.ts'
import { portTaken } from './port.ts'
import { type Handle, requestBodyLimit, type Server } from './server.ts'
import { installStandardResponse } from './standardResponse.ts'

// When this is loaded, which is before the app's own files.
installStandardResponse()

/** The edge to Bun. Throws when the port is taken. */
export function serveBun(port: number, handle: Handle): Server {
  const server = listen({
    hostname: '127.0.0.1',
    port,
    // The default of 10 s would cut off a function that takes longer; the host has a timeout of its own.
    idleTimeout: 0,
    maxRequestBodySize: requestBodyLimit,
    fetch: handle,
  })
  return { drain: () => server.stop() }
}

function listen(options: BunServeOptions): BunServer {
  try {
    return bun().serve(options)
  } catch (cause) {
    throw portTaken(options.port, cause)
  }
}
