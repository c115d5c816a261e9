import type { ServerResponse } from 'node:http'
import { startTimeout } from './functionTimeout.ts'
import type { HandlerClient } from './handler/handlerClient.ts'
import type { Handler } from './handler/superviseHandler.ts'
import { type InvocationLog, startInvocationLog } from './invocationLog.ts'
import type { Log } from './logEntry.ts'
import { lateSurprises } from './surprises/requestSurprises.ts'
import type { TellSurprise } from './surprises/surpriseLog.ts'

export interface ExchangeServices {
  readonly handler: Handler
  readonly client: HandlerClient
  /** Milliseconds. */
  readonly functionTimeout: number
  /** Bytes of a request's body. */
  readonly bodyLimit: number
  /** Whether forwarded requests go to `/<FunctionName>`, as `httpWorker` has it. Contract 2.2 */
  readonly isLegacy: boolean
  readonly surprise: TellSurprise
  readonly log: Log
}

/** An invocation in which the client's request itself goes to the handler: forwarded or proxied. */
export interface HttpExchange {
  readonly log: InvocationLog
  /**
   * Calls `send` when the handler is ready, or when `again` resolves; not when the invocation has ended by then. The
   * invocation's time begins with the first call.
   */
  whenReady(send: () => void, again?: Promise<void>): void
  /** Ends the invocation well after `finish`; does nothing when it has ended already. */
  succeed(finish: () => void): void
  /** Ends the invocation with 500 or another status, or breaks off an answer that has begun. */
  fail(error: unknown, status?: number): void
}

/** Logs the invocation and limits its time; beginning and end are up to the caller. Contract 6.6 */
export function startExchange(
  functionName: string,
  response: ServerResponse,
  { handler, functionTimeout, surprise, log: hostLog }: ExchangeServices,
): HttpExchange {
  const log = startInvocationLog(hostLog, functionName, REASON)
  const began = performance.now()
  let isSettled = false
  let cancelTimeout: (() => void) | undefined

  const settle = (finish: () => void) => {
    if (isSettled) return
    isSettled = true
    cancelTimeout?.()
    finish()
  }
  const fail = (error: unknown, status = 500) =>
    settle(() => {
      log.failed(error)
      if (response.headersSent) response.destroy()
      else response.writeHead(status, { 'Content-Length': 0 }).end()
    })
  const succeed = (finish: () => void) =>
    settle(() => {
      try {
        finish()
        log.succeeded()
        for (const each of lateSurprises(performance.now() - began)) surprise(functionName, each)
      } catch (error) {
        // What the handler sent is nothing that Node would send.
        log.failed(error)
        response.destroy()
      }
    })
  const sendNow = (send: () => void) => {
    if (isSettled) return
    cancelTimeout ??= startTimeout(functionName, functionTimeout, (error) => {
      fail(error)
      handler.restart()
    })
    send()
  }
  const whenReady = (send: () => void, again?: Promise<void>) => {
    if (!again && handler.isReady) sendNow(send)
    else (again ?? handler.whenReady()).then(() => sendNow(send), fail)
  }
  return { log, whenReady, succeed, fail }
}

const REASON = 'This function was programmatically called via the host APIs.'
