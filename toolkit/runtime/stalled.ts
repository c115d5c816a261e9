import type { Connection } from './http/connection.ts'

/** Milliseconds that a server which ends waits for a client to take a byte; the host is on the same machine. */
export const patience = 5000

/**
 * While a server ends: cuts the connection of a client that takes nothing of what is there for it, or it would hold the
 * process for ever. Gives what stops this.
 */
export function cutStalled(connections: ReadonlyMap<Connection, { terminate(): void }>): () => void {
  let seen = new Map<Connection, number>()
  const look = () => {
    const now = new Map<Connection, number>()
    for (const [connection, socket] of connections) {
      const taken = connection.takenSoFar
      if (taken === undefined) continue
      if (seen.get(connection) === taken) socket.terminate()
      else now.set(connection, taken)
    }
    seen = now
  }
  const timer = setInterval(look, patience)
  return () => clearInterval(timer)
}
