import { setTimeout as sleep } from 'node:timers/promises'
import { handleAdmin } from './admin.ts'
import { createHandlerClient } from './handler/handlerClient.ts'
import type { Handler } from './handler/superviseHandler.ts'
import type { Host, HostEnd } from './host.ts'
import { hostId } from './hostId.ts'
import { createInvoke } from './invoke.ts'
import type { AppKeys } from './keys/appKeys.ts'
import type { LoadedApp } from './loadApp.ts'
import { createRunningWork } from './runningWork.ts'
import { createStorageClients } from './storageClients.ts'
import { tellStartSurprises } from './surprises/startSurprises.ts'
import type { TellSurprise } from './surprises/surpriseLog.ts'
import { createHttpTrigger } from './triggers/httpTrigger.ts'
import { startListeners } from './triggers/startListeners.ts'
import { handleWebhook, webhookExtension } from './webhooks/handleWebhook.ts'

export interface ReadyApp extends LoadedApp {
  readonly directory: string
  readonly environment: Readonly<Record<string, string>>
  readonly handler: Handler
  readonly keys: AppKeys | undefined
  readonly surprise: TellSurprise
}

/** Serves an app whose handler is ready: starts its triggers, answers its requests, ends it. */
export function runHost(app: ReadyApp): Host {
  const { environment, hostJson, customHandler, functions, handler, keys, surprise, log } = app
  const { functionTimeout, routePrefix, http, queues, blobs } = hostJson
  const client = createHandlerClient(handler.port)
  const storage = createStorageClients(environment)
  const ownLimit = environment.FUNCTIONS_REQUEST_BODY_SIZE_LIMIT ?? ''
  // What is no number does not count.
  const bodyLimit = /^\s*\d+\s*$/.test(ownLimit) ? Number(ownLimit) : DEFAULT_BODY_LIMIT
  const { isLegacy } = customHandler
  tellStartSurprises(app, surprise)
  const exchange = { handler, client, functionTimeout, bodyLimit, isLegacy, surprise, log }
  const followRedirects = !customHandler.enableForwardingHttpRequest
  const stopping = new AbortController()
  const { signal } = stopping
  const invoke = createInvoke({ ...exchange, followRedirects, storage, queues, stopping: signal })
  const serveHttp = createHttpTrigger({
    functions,
    customHandler,
    routePrefix,
    http,
    environment,
    keys,
    invoke,
    exchange,
    log,
  })
  const id = hostId(environment, app.directory)
  const listeners = startListeners({
    functions,
    environment,
    storage,
    queues,
    blobs,
    hostId: id,
    invoke,
    log,
  })
  const work = createRunningWork()
  const stopped = Promise.withResolvers<HostEnd>()
  let end: HostEnd | undefined

  async function finish(why: HostEnd, grace = GRACE): Promise<void> {
    if (end) return
    end = why
    stopping.abort()
    handler.expectEnd()
    const idle = Promise.all([...listeners.map((listener) => listener.stop()), work.idle()])
    await Promise.race([idle, sleep(grace, undefined, { ref: false })])
    await handler.stop()
    client.agent.destroy()
    stopped.resolve(why)
  }

  void handler.failed.then((error) => {
    log({ level: 'error', category: 'Host.Startup', message: error.message })
    return finish({ reason: 'failed', error })
  })

  const admin = {
    hostId: id,
    environment,
    directory: app.directory,
    routePrefix,
    functions,
    functionErrors: app.functionErrors,
    keys,
    invoke,
    storage,
    errors: () => {
      const error = end?.reason === 'failed' ? end.error : handler.silentEnd
      return error ? [error.message] : []
    },
  }
  const webhooks = { functions, invoke, storage, hostId: id, keys, bodyLimit, log }
  return {
    functions,
    functionErrors: app.functionErrors,
    routePrefix,
    hasFixedPort: customHandler.port !== undefined,
    stopped: stopped.promise,
    async stop(grace) {
      await finish({ reason: 'stopped' }, grace)
      await stopped.promise
    },
    handle(request, response) {
      const done = work.begin()
      if (isAdminPath(request.url)) {
        handleAdmin(request, response, admin)
          .catch(() => response.destroy())
          .finally(done)
        return
      }
      response.once('close', done)
      const extension = webhookExtension(request.url)
      if (end) response.writeHead(503, { 'Content-Type': 'text/plain' }).end('Function host is not running.')
      else if (extension === undefined) serveHttp(request, response)
      else {
        response.setHeaders(new Map(Object.entries(http.customHeaders)))
        handleWebhook(extension, request, response, webhooks).catch(() => response.destroy())
      }
    },
  }
}

function isAdminPath(url = ''): boolean {
  return /^\/admin(?=[/?]|$)/i.test(url)
}

const GRACE = 10_000
const DEFAULT_BODY_LIMIT = 104_857_600
