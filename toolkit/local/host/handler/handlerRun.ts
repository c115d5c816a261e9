import { randomUUID } from 'node:crypto'
import { statSync } from 'node:fs'
import type { CustomHandler } from '../../../build/customHandler.ts'
import type { Log } from '../logEntry.ts'
import { consoleEntry } from './consoleEntry.ts'
import { handlerCommand } from './handlerCommand.ts'
import { type HandlerFailure, notListening } from './handlerFailure.ts'
import { type HandlerExit, startHandlerProcess } from './handlerProcess.ts'
import { waitUntilListening } from './readiness.ts'

export interface HandlerOptions {
  readonly appRoot: string
  readonly customHandler: CustomHandler
  readonly environment: Readonly<Record<string, string>>
  readonly port: number
  readonly log: Log
  readonly onStart?: ((pid: number) => void) | undefined
}

/** One start of the handler, from the executable to its exit. */
export interface HandlerRun {
  /** Whether it became ready; false when it ended before, or took too long and was killed. */
  readonly ready: Promise<boolean>
  /** Resolves as soon as the process is gone. */
  readonly exited: Promise<unknown>
  /** Resolves when its last lines are in, too. */
  readonly ended: Promise<HandlerEnd>
  kill(): void
}

export interface HandlerEnd extends HandlerExit {
  readonly failure: HandlerFailure
  /** Its last lines on stderr that count as errors. */
  readonly lastErrors: readonly string[]
  /** Why it was killed, when it did not listen in time. */
  readonly timedOut?: string
}

export function startRun(options: HandlerOptions): HandlerRun {
  const { appRoot, customHandler, environment, port, log } = options
  const { description, initializationTimeout } = customHandler
  const handlerVariables = variables(port, randomUUID(), appRoot)
  const command = handlerCommand(description, { appRoot, environment, handlerVariables, isFile })
  const lastLines: string[] = []
  const lastErrors: string[] = []

  const child = startHandlerProcess(command, { ...environment, ...handlerVariables }, (line, stream) => {
    const entry = consoleEntry(line, stream, description.useStdErrorStreamForErrorsOnly)
    log(entry)
    keepLast(lastLines, line, KEPT_LINES)
    if (entry.level === 'error') keepLast(lastErrors, line, KEPT_ERRORS)
  })

  if (child.pid !== undefined) options.onStart?.(child.pid)

  const failure = { appRoot, command, port, lastLines }
  const gone = new AbortController()
  void child.exited.then(() => gone.abort())
  const readiness = waitUntilListening(port, initializationTimeout, gone.signal).then((result) => {
    if (result !== 'ready' && result !== 'aborted') child.kill()
    return result
  })
  const ended = Promise.all([child.drained, readiness]).then(([exit, result]): HandlerEnd => {
    if (result === 'ready' || result === 'aborted') return { ...exit, failure, lastErrors }
    const timedOut = notListening(failure, initializationTimeout, result)
    return { ...exit, failure, lastErrors, timedOut }
  })
  return {
    ready: readiness.then((result) => result === 'ready'),
    exited: child.exited,
    ended,
    kill: child.kill,
  }
}

const KEPT_LINES = 20
const KEPT_ERRORS = 3

/** Contract 4.2 */
function variables(port: number, workerId: string, appRoot: string): Record<string, string> {
  return {
    FUNCTIONS_CUSTOMHANDLER_PORT: String(port),
    FUNCTIONS_HTTPWORKER_PORT: String(port),
    FUNCTIONS_CUSTOMHANDLER_WORKER_ID: workerId,
    FUNCTIONS_HTTPWORKER_ID: workerId,
    FUNCTIONS_APP_ROOT_PATH: appRoot,
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}

function keepLast(lines: string[], line: string, count: number): void {
  lines.push(line)
  if (lines.length > count) lines.shift()
}
