import type { IncomingMessage, ServerResponse } from 'node:http'
import type { UserError } from '../../build/userError.ts'
import type { HostedFunction } from './functionFolders.ts'
import { superviseHandler } from './handler/superviseHandler.ts'
import { handlerPort } from './handlerPort.ts'
import type { AppKeys } from './keys/appKeys.ts'
import { loadApp } from './loadApp.ts'
import type { Log } from './logEntry.ts'
import { runHost } from './runHost.ts'
import { surpriseLog, type TellSurprise } from './surprises/surpriseLog.ts'

export interface HostOptions {
  /** The app folder: host.json and the function folders. */
  readonly directory: string
  /** All of the handler's environment: app settings plus PATH, HOME and the like. */
  readonly environment: Readonly<Record<string, string>>
  /** Enforces authorization levels with these keys; without them everybody may everything, as under `func start`. */
  readonly keys?: AppKeys | undefined
  readonly log: Log
  /** Where several hosts run one app, so that each surprise is told once. */
  readonly tellSurprise?: TellSurprise
  /** Hears of each handler process. */
  readonly onHandlerStart?: (pid: number) => void
  /** Stops the host, also while it starts. */
  readonly signal?: AbortSignal
}

/** A running app. The caller owns the server and hands it every request. */
export interface Host {
  handle(request: IncomingMessage, response: ServerResponse): void
  readonly functions: readonly HostedFunction[]
  /** Why a function does not run; nothing for one that does. */
  functionErrors(name: string): readonly string[]
  /** Of its URLs; '' where the app removed it. */
  readonly routePrefix: string
  /** Whether host.json gives the handler's port, so that no second host of the app can run beside this one. */
  readonly hasFixedPort: boolean
  /** Takes no new trigger work, lets running invocations end for `grace` milliseconds (10 s), then kills the handler. */
  stop(grace?: number): Promise<void>
  readonly stopped: Promise<HostEnd>
}

/** How a host ended: because it was told to, or because its handler failed for good. */
export type HostEnd =
  | { readonly reason: 'stopped' }
  | { readonly reason: 'failed'; readonly error: UserError }

/**
 * Starts the Functions host on an app folder; resolves when the handler answers. The handler dies with this
 * process, unless that is killed with SIGKILL. A caller that handles SIGINT or SIGTERM itself must end in `stop`
 * or `process.exit`.
 * Rejects with a UserError when there is nothing to run or the handler does not come up.
 */
export async function startHost(options: HostOptions): Promise<Host> {
  const { directory, environment, keys, signal } = options
  signal?.throwIfAborted()
  const loaded = loadApp(options)
  const { customHandler, log } = loaded
  const port = await handlerPort(customHandler.port)
  const { onHandlerStart } = options
  const handler = superviseHandler({
    appRoot: directory,
    customHandler,
    environment,
    port,
    log,
    onStart: onHandlerStart,
  })
  await becomeReady(handler.whenReady(), () => handler.stop(), signal)
  const surprise = options.tellSurprise ?? surpriseLog(log)
  const host = runHost({ ...loaded, directory, environment, handler, keys, surprise })
  signal?.addEventListener('abort', () => void host.stop(), { once: true })
  return host
}

async function becomeReady(
  ready: Promise<void>,
  stop: () => Promise<void>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const aborted = Promise.withResolvers<never>()
  const abort = () => aborted.reject(signal?.reason)
  signal?.addEventListener('abort', abort, { once: true })
  try {
    signal?.throwIfAborted()
    await Promise.race([ready, aborted.promise])
  } catch (error) {
    await stop()
    throw error
  } finally {
    signal?.removeEventListener('abort', abort)
  }
}
