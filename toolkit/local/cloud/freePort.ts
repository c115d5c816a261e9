import { createServer } from 'node:net'
import { UserError } from '../../build/userError.ts'

/** Whether a loopback TCP port can be listened on. */
export async function isFree(port: number): Promise<boolean> {
  return (await refusalToListen(port)) === undefined
}

/** The code of the system's refusal, e.g. `EADDRINUSE`. */
function refusalToListen(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(undefined)))
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

/** @throws UserError when an app could not listen on the port, or nobody could call it there */
export async function requireUsable(port: number): Promise<void> {
  const refusal = (await refusalToListen(port)) ?? ((await isBlocked(port)) ? 'blocked' : undefined)
  if (refusal !== undefined) throw portRefused(port, refusal)
}

// fetch.spec.whatwg.org/#port-blocking
async function isBlocked(port: number): Promise<boolean> {
  const error: unknown = await fetch(`http://127.0.0.1:${port}`).catch((refused: unknown) => refused)
  return error instanceof Error && error.cause instanceof Error && error.cause.message === 'bad port'
}

/** `refusal` is the system's code, or `blocked`. */
export function portRefused(port: number, refusal: string): UserError {
  const another = 'choose another port: npm start -- --port'
  if (refusal === 'EACCES') {
    return new UserError('port-privileged', `Only root may listen on port ${port}: ${another} 8080.`)
  }
  if (refusal === 'blocked') {
    const reason = `Browsers, and whatever else calls with fetch, refuse to connect to port ${port}`
    return new UserError('port-blocked', `${reason}: ${another} 8080.`)
  }
  return new UserError(
    'port-taken',
    `Port ${port} is taken by another program, so the app cannot listen there. ` +
      `End that program (\`lsof -i :${port}\` shows it), or ${another} ${port + 1} (0 takes any free one).`,
  )
}
