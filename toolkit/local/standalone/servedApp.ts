import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { UserError } from '../../build/userError.ts'
import type { Instances } from './instances.ts'

/**
 * An app as its clients see it: requests wait while it starts, and a new version takes over from the former one when
 * it answers; what the former one has begun it ends.
 */
export interface ServedApp {
  handle(request: IncomingMessage, response: ServerResponse): void
  /**
   * Starts a version in place of the former one. Rejects when it does not start; the former one goes on then, unless
   * both need the same port.
   */
  run(): Promise<Instances>
  stop(): Promise<void>
  /** Whether there is a version that answers. */
  readonly isServing: boolean
  /** Resolves when the version that serves has failed for good. */
  readonly failed: Promise<UserError>
}

/** `check` rejects for a version that cannot start, as far as that can be seen without starting it. */
export function serveApp(start: () => Promise<Instances>, check: () => Promise<void>): ServedApp {
  const failed = Promise.withResolvers<UserError>()
  const leaving = new Set<Promise<void>>()
  let serving: Instances | undefined
  let gate = Promise.withResolvers<void>()

  return {
    failed: failed.promise,
    get isServing() {
      return serving !== undefined
    },
    handle(request, response) {
      const pass = () => {
        // A client that has left meanwhile would be waited for when the version ends.
        if (response.destroyed) return
        if (serving) serving.handle(request, response)
        else notRunning(response)
      }
      if (serving) pass()
      else gate.promise.then(pass)
    },
    async run() {
      const former = serving
      if (former?.hasFixedPort) {
        // Contract 3.2: the port has to be free before the next handler can have it, so nothing answers meanwhile.
        await check()
        gate = Promise.withResolvers()
        serving = undefined
        await former.stop(PATIENCE)
      }
      try {
        const version = await start()
        serving = version
        void version.failed.then((error) => serving === version && failed.resolve(error))
        if (former && !former.hasFixedPort) leave(former)
        return version
      } finally {
        gate.resolve()
      }
    },
    async stop() {
      gate.resolve()
      await serving?.stop()
      // Handlers that are still leaving end with this process.
      await Promise.race([Promise.all(leaving), sleep(GRACE, undefined, { ref: false })])
    },
  }

  function leave(former: Instances): void {
    const left: Promise<void> = former.stop(PATIENCE).finally(() => leaving.delete(left))
    leaving.add(left)
  }
}

// functionTimeout ends what takes too long; a reload is no reason to.
const PATIENCE = 2 ** 31 - 1
const GRACE = 10_000

function notRunning(response: ServerResponse): void {
  response.writeHead(503, { 'Content-Type': 'text/plain' }).end('Function host is not running.')
}
