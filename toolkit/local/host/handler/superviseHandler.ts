import { setTimeout as sleep } from 'node:timers/promises'
import { UserError } from '../../../build/userError.ts'
import type { LogEntry } from '../logEntry.ts'
import { cannotStart, exitedWith, exitedWithZero, failedTooOften } from './handlerFailure.ts'
import { type HandlerEnd, type HandlerOptions, type HandlerRun, startRun } from './handlerRun.ts'
import { createStrikes } from './strikes.ts'

/** The handler as the rest of the host sees it: one port, whichever process is behind it. */
export interface Handler {
  readonly port: number
  readonly isReady: boolean
  /** Why every call fails although the host stays up: the handler ended with code 0. */
  readonly silentEnd: UserError | undefined
  /** Waits while the handler (re)starts; rejects with a UserError when it never will be ready. */
  whenReady(): Promise<void>
  /**
   * As `whenReady`, for a call whose connection was refused: the port closes a moment before the end of the
   * process is known. With a handler that exited with 0 the connection will be refused again.
   */
  whenReadyAgain(): Promise<void>
  /** Kills the process and starts a new one; not counted as a failure. */
  restart(): void
  /** From now on its end is no surprise: it is not started again. Ctrl+C in a terminal reaches it, too (contract 4.7). */
  expectEnd(): void
  /** Kills the process and waits until it is gone, at most a second (contract 4.7). */
  stop(): Promise<void>
  /** Resolves with the reason when the handler failed for good; stays pending otherwise. */
  readonly failed: Promise<UserError>
}

/** Starts the handler and keeps it running the way contract 4.5 says. */
export function superviseHandler(options: HandlerOptions): Handler {
  const strikes = createStrikes()
  const failed = Promise.withResolvers<UserError>()
  let gate = closedGate()
  let isReady = false
  let silentEnd: UserError | undefined
  let isStopping = false
  let isEndExpected = false
  let restartAsked = false
  let run: HandlerRun | undefined

  async function supervise(): Promise<void> {
    let deadline = Date.now() + WRITE_TIME
    while (!isStopping) {
      run = startRun(options)
      const wasReady = await run.ready
      if (wasReady) open()
      await run.exited
      close()
      const end = await run.ended
      if (isEndExpected) return gate.reject(stopped())
      if (isBeingWritten(end) && !isStopping && Date.now() < deadline) {
        await sleep(WRITE_PAUSE)
        continue
      }
      if (isStopping || !mayRestart(end, wasReady)) return
      deadline = Date.now() + WRITE_TIME
    }
  }

  function open(): void {
    isReady = true
    gate.resolve()
  }

  function close(): void {
    if (isReady) gate = closedGate()
    isReady = false
  }

  function mayRestart(end: HandlerEnd, wasReady: boolean): boolean {
    if (restartAsked) {
      restartAsked = false
      return true
    }
    if (end.startError) return giveUp(cannotStart(end.failure, end.startError))
    const reason = end.timedOut ?? exitedWith(end.failure, end.code)
    if (end.timedOut || (end.code !== 0 && end.code !== RESTART_ME)) {
      log('error', [reason, ...end.lastErrors].join('\n'))
      if (strikes.strike(Date.now())) return giveUp(failedTooOften(end.failure, reason))
    } else if (end.code === 0) {
      const error = exitedWithZero(end.failure)
      log('error', error.message)
      // Once it was ready the host stays up, as on Azure: every call meets a refused connection.
      if (!wasReady) return giveUp(error)
      silentEnd = error
      open()
      return false
    }
    log('information', 'Restarting the handler process.')
    return true
  }

  function giveUp(error: UserError): false {
    gate.reject(error)
    failed.resolve(error)
    return false
  }

  function log(level: LogEntry['level'], message: string): void {
    options.log({ level, category: 'Host.Startup', message })
  }

  const done = supervise()
  return {
    port: options.port,
    get isReady() {
      return isReady
    },
    get silentEnd() {
      return silentEnd
    },
    whenReady: () => gate.promise,
    async whenReadyAgain() {
      await sleep(EXIT_NOTICE_TIME)
      await gate.promise
    },
    restart() {
      restartAsked = true
      close()
      run?.kill()
    },
    expectEnd() {
      isEndExpected = true
    },
    async stop() {
      isStopping = true
      run?.kill()
      await Promise.race([done, sleep(KILL_TIME, undefined, { ref: false })])
      gate.reject(stopped())
    },
    failed: failed.promise,
  }
}

/** Whether the executable could not be started because a build has not closed it yet. */
function isBeingWritten({ startError }: HandlerEnd): boolean {
  return startError !== undefined && 'code' in startError && startError.code === 'ETXTBSY'
}

const WRITE_TIME = 5_000
const WRITE_PAUSE = 50
const RESTART_ME = 200
const KILL_TIME = 1_000
const EXIT_NOTICE_TIME = 50

function stopped(): UserError {
  return new UserError('host-stopped', 'The Functions host was stopped.')
}

function closedGate(): PromiseWithResolvers<void> {
  const gate = Promise.withResolvers<void>()
  // Nobody may be waiting when it is rejected.
  gate.promise.catch(() => undefined)
  return gate
}
