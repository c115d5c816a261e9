import { type ChildProcess, spawn } from 'node:child_process'
import { statSync } from 'node:fs'
import { constants } from 'node:os'
import { isAbsolute } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { executableProblem } from '../../../build/checkExecutable.ts'
import { dieTogether } from '../../dieTogether.ts'
import type { HandlerCommand } from './handlerCommand.ts'

/** One run of the handler executable. */
export interface HandlerProcess {
  /** Undefined where it could not be started. */
  readonly pid: number | undefined
  /** Resolves when it has ended; never rejects. */
  readonly exited: Promise<HandlerExit>
  /** As `exited`, but when its last lines are in. */
  readonly drained: Promise<HandlerExit>
  kill(): void
}

export interface HandlerExit {
  /** As .NET counts it: 128 + number for a signal. */
  readonly code: number
  /** Set when the executable could not be started at all. */
  readonly startError?: Error
}

/** Starts the executable without a shell. `onLine` gets every line it writes. Contract 4.1 */
export function startHandlerProcess(
  command: HandlerCommand,
  environment: Readonly<Record<string, string>>,
  onLine: (line: string, stream: 'stdout' | 'stderr') => void,
): HandlerProcess {
  const child = spawnOrError(command, environment)
  if (child instanceof Error) return refused(child)
  dieTogether(child)
  const output = Promise.all([
    readLines(child.stdout, (line) => onLine(line, 'stdout')),
    readLines(child.stderr, (line) => onLine(line, 'stderr')),
  ])
  const exited = ended(child)
  const drained = exited.then(async (exit) => {
    // A grandchild that kept the pipe open must not keep us from noticing.
    await Promise.race([output, sleep(DRAIN_TIME)])
    return exit
  })
  // Killed, not asked: contract 4.7.
  return { pid: child.pid, exited, drained, kill: () => child.kill('SIGKILL') }
}

const DRAIN_TIME = 250

/** Most errors come as an event; some, such as that another program writes the file, at once. */
function spawnOrError(command: HandlerCommand, environment: Readonly<Record<string, string>>) {
  try {
    const problem = whyRefused(command.file)
    if (problem !== undefined) return new Error(`It ${problem}`)
    return spawn(command.file, command.arguments, {
      cwd: command.workingDirectory,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    })
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

/** Node starts with a shell what the system does not start; the Functions host does not, and Azure has one processor. */
function whyRefused(file: string): string | undefined {
  const found = isAbsolute(file) ? statSync(file, { throwIfNoEntry: false }) : undefined
  return found?.isFile() && (found.mode & EXECUTE) !== 0 ? executableProblem(file) : undefined
}

const EXECUTE = 0o111

function refused(startError: Error): HandlerProcess {
  const exited = Promise.resolve({ code: -1, startError })
  return { pid: undefined, exited, drained: exited, kill: () => undefined }
}

function ended(child: ChildProcess): Promise<HandlerExit> {
  return new Promise((resolve) => {
    child.once('error', (startError) => resolve({ code: -1, startError }))
    child.once('exit', (code, signal) =>
      resolve({ code: code ?? 128 + constants.signals[signal ?? 'SIGKILL'] }),
    )
  })
}

function readLines(stream: Readable, onLine: (line: string) => void): Promise<void> {
  return new Promise((resolve) => {
    createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })
      .on('line', onLine)
      .on('close', resolve)
  })
}
