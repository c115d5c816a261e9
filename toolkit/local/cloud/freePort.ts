import { createServer } from 'node:net'
import { UserError } from '../../build/userError.ts'

/** Whether a loopback TCP port can be listened on. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)))
  })
}

/**
 * The first free port from `preferred` on. Ports stay the same from start to start because the search does; the
 * preferred ones lie below the range that systems hand out to clients.
 */
export async function freePortFrom(
  preferred: number,
  taken: ReadonlySet<number> = new Set(),
): Promise<number> {
  for (let port = preferred; port < preferred + 1000; port += 1) {
    if (!taken.has(port) && (await isFree(port))) return port
  }
  throw new UserError(
    'no-free-port',
    `No TCP port between ${preferred} and ${preferred + 999} is free on 127.0.0.1: end some of the programs there.`,
  )
}

/** @throws UserError when something else listens on the port. */
export async function requireFree(port: number): Promise<void> {
  if (await isFree(port)) return
  throw new UserError(
    'port-taken',
    `Port ${port} is taken by another program, so the app cannot listen there. ` +
      `End that program (\`lsof -i :${port}\` shows it), or choose another port: npm start -- --port ${port + 1} (0 takes any free one).`,
  )
}
