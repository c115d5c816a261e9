import { existsSync, readdirSync } from 'node:fs'
import { basename, dirname, isAbsolute, join } from 'node:path'
import { UserError } from '../../../build/userError.ts'
import type { HandlerCommand } from './handlerCommand.ts'

/** How a handler came to its end, in words for its author. */
export interface HandlerFailure {
  readonly appRoot: string
  readonly command: HandlerCommand
  readonly port: number
  /** The newest lines it wrote, oldest first. */
  readonly lastLines: readonly string[]
}

export function cannotStart(failure: HandlerFailure, cause: Error): UserError {
  const { file } = failure.command
  return failed(
    'handler-cannot-start',
    `Failed to start Worker Channel. Process fileName: ${file}. ${whyNotStarted(failure, cause)}`,
    cause,
  )
}

function whyNotStarted({ appRoot, command }: HandlerFailure, cause: NodeJS.ErrnoException): string {
  const { file, workingDirectory } = command
  if (cause.code === 'EACCES') return `It is not executable. Run: chmod +x ${file}`
  if (cause.code === 'ETXTBSY') return 'Another program still writes it. Start again when that has ended.'
  if (cause.code !== 'ENOENT') return `${cause.message} ${CHECK}`
  if (!existsSync(workingDirectory))
    return `Its working directory ${workingDirectory} does not exist. ${CHECK}`
  if (isAbsolute(file) && existsSync(file)) {
    return `The file is there, but not the program that runs it: that of its first line, or the loader it is linked for. ${CHECK}`
  }
  return `There is no such file in the app folder and no such program on PATH. ${similarFile(appRoot, file)}${CHECK}`
}

/** Windows writes `.exe` and does not mind case; the Functions host on Linux takes a name as it is. */
function similarFile(appRoot: string, file: string): string {
  const bare = (name: string) => name.toLowerCase().replace(/\.exe$/, '')
  const folder = join(appRoot, dirname(file))
  const names = existsSync(folder) ? readdirSync(folder) : []
  const similar = names.find((name) => bare(name) === bare(basename(file)))
  return similar === undefined ? '' : `There is '${similar}', but a name has to be exact. `
}

const CHECK =
  'Check customHandler.description.defaultExecutablePath in host.json, and build the handler first.'

export function exitedWithZero(failure: HandlerFailure): UserError {
  return failed(
    'handler-exited',
    `The handler ${commandLine(failure)} exited with code 0. The Functions host takes that for success and ` +
      `never restarts it, so nothing is there to call. A handler must keep serving HTTP on ` +
      `127.0.0.1:$FUNCTIONS_CUSTOMHANDLER_PORT until it is killed.${evidence(failure)}`,
  )
}

export function failedTooOften(failure: HandlerFailure, last: string): UserError {
  return failed(
    'handler-failed',
    `Exceeded http worker restart retry count. Shutting down Functions Host. ${last}${evidence(failure)}`,
  )
}

export function exitedWith(failure: HandlerFailure, code: number): string {
  return `${failure.command.file} exited with code ${code} (0x${code.toString(16).toUpperCase()}).`
}

export function notListening(
  failure: HandlerFailure,
  budget: number,
  found: 'not listening' | 'listening elsewhere' | 'not answering',
): string {
  const what =
    found === 'not answering'
      ? `accepted the connection but never answered GET /`
      : `did not listen on 127.0.0.1:${failure.port}`
  const where = found === 'listening elsewhere' ? ', but listens on ::1, where the host never looks' : ''
  return (
    `Initializing HttpWorker timed out. ${commandLine(failure)} ${what} within ${budget / 1000} s${where}. It must ` +
    `answer GET / on the port in FUNCTIONS_CUSTOMHANDLER_PORT; a slow one gets more time from ` +
    `customHandler.initializationTimeout in host.json.`
  )
}

function evidence(failure: HandlerFailure): string {
  const { command, lastLines, port } = failure
  const output =
    lastLines.length === 0 ? 'It wrote nothing.' : `Its last output:\n  ${lastLines.join('\n  ')}`
  return (
    `\n${output}\nTo see it alone, run in ${command.workingDirectory}: ` +
    `FUNCTIONS_CUSTOMHANDLER_PORT=${port} ${[command.file, ...command.arguments].join(' ')}`
  )
}

function commandLine({ command }: HandlerFailure): string {
  return `'${[command.file, ...command.arguments].join(' ')}'`
}

function failed(code: string, message: string, cause?: Error): UserError {
  return new UserError(code, message, cause && { cause })
}
