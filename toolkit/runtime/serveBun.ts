import { type BunListener, type BunListenOptions, type BunSocket, bun } from './bun.ts'
import { describeError } from './describeError.ts'
import { Connection, type Service } from './http/connection.ts'
import { spareLastCompiler } from './lastCompiler.ts'
import { writeLog } from './log.ts'
import { portTaken } from './port.ts'
import { type Handle, requestBodyLimit, type Server } from './server.ts'
import { cutStalled } from './stalled.ts'
import { installStandardResponse } from './standardResponse.ts'
import { WhenIdle, worthwhile } from './whenIdle.ts'

// When this is loaded, which is before the app's own files.
installStandardResponse()

// In milliseconds. Who has connected before it could know is still heard.
const acceptingTime = 100
// A client that keeps its connection busy has sent the next request by then, and reads in its answer that it was the
// last one.
const idleGrace = 500
// A client that was told the end of the connection has so many seconds to end it too.
const lingeringTime = 5
// In milliseconds. The garbage of a burst goes soon; what the compiler has made of the code, which the next burst has to
// pay for anew, when that may be long in coming. By then the compiler's threads have ended, and with them what they hold.
const shortPause = 500
const longPause = 15_000

/** The edge to Bun, whose own HTTP server costs more than the rest of a small call. Throws when the port is taken. */
export function serveBun(port: number, handle: Handle): Server {
  let closing = false
  const connections = new Map<Connection, BunSocket<Connection>>()
  let allEnded: (() => void) | undefined
  const end = (connection: Connection) => {
    connections.delete(connection)
    if (connections.size === 0) allEnded?.()
  }
  const garbage = new WhenIdle(shortPause, () => bun()?.gc(true))
  const compiledCode = new WhenIdle(longPause, () => bun()?.shrink())
  let calls = 0
  const service: Service = {
    handle(request) {
      calls += 1
      if (calls === worthwhile)
        spareLastCompiler([handle, ...Object.values(service), ...Object.values(events)])
      garbage.called()
      compiledCode.called()
      return handle(request)
    },
    isClosing: () => closing,
    failed,
    bodyLimit: requestBodyLimit,
  }
  const events: BunListenOptions<Connection>['socket'] = {
    binaryType: 'uint8array',
    open(socket) {
      socket.data = new Connection(
        {
          write: (data) => socket.write(data),
          pause: () => socket.pause(),
          resume: () => socket.resume(),
          end() {
            socket.end()
            socket.timeout(lingeringTime)
            end(socket.data)
          },
        },
        service,
      )
      connections.set(socket.data, socket)
    },
    data: ({ data }, bytes) => data.received(bytes),
    drain: ({ data }) => data.drained(),
    end: ({ data }) => data.finished(),
    close({ data }) {
      data.closed()
      end(data)
    },
    timeout: (socket) => socket.terminate(),
    // A client that is gone: `close` follows.
    error() {},
  }
  const listener = listen({ hostname: '127.0.0.1', port, allowHalfOpen: true, socket: events })
  return {
    async drain() {
      closing = true
      await sleep(acceptingTime)
      listener.stop()
      if (connections.size === 0) return
      const ended = new Promise<void>((resolve) => {
        allEnded = resolve
      })
      await Promise.race([ended, sleep(idleGrace - acceptingTime)])
      for (const connection of connections.keys()) if (connection.isIdle) connection.end()
      const stop = cutStalled(connections)
      await ended
      stop()
    },
  }
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

function failed(error: unknown): void {
  const message = `An answer could not be sent: ${describeError(error)}`
  writeLog({ level: 'error', category: 'system', message })
}

function listen(options: BunListenOptions<Connection>): BunListener {
  try {
    const runtime = bun()
    if (runtime === undefined) throw new Error('This executable was built for Bun and runs without it.')
    return runtime.listen(options)
  } catch (cause) {
    throw portTaken(options.port, cause)
  }
}
