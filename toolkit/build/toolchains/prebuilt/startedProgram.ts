import { posix } from 'node:path'
import { checkExecutable } from '../../checkExecutable.ts'
import type { HandlerDescription } from '../../customHandler.ts'
import { UserError } from '../../userError.ts'

/** What host.json starts: a file of the folder, or a program of the host that runs one. */
export type StartedProgram = { readonly file: string } | { readonly ofHost: string }

/** Refuses what the host would not find or could not start. Contract 2.3 */
export function startedProgram(
  description: HandlerDescription,
  directory: string,
  files: readonly string[],
): StartedProgram {
  const { defaultExecutablePath: path, workerDirectory = '' } = description
  const file = posix.join(workerDirectory, path)
  if (files.includes(file)) {
    checkExecutable(posix.join(directory, file))
    return { file }
  }
  // What stands between two percent signs is known when the app runs.
  const runsFile = argumentsOf(description).some((word) => files.includes(posix.normalize(word)))
  if (path.includes('%') || (isCommand(path) && runsFile)) return { ofHost: path }
  throw new UserError('executable-missing', whyMissing(file, path, directory, files))
}

function argumentsOf({ arguments: first, defaultWorkerPath, workerArguments }: HandlerDescription): string[] {
  return [...first, ...workerArguments]
    .join(' ')
    .split(/\s+/)
    .concat(defaultWorkerPath ?? [])
}

function whyMissing(file: string, path: string, directory: string, files: readonly string[]): string {
  const start = `host.json starts "${path}", and ${directory} has no such file`
  const near = files.find((name) => bare(name) === bare(file))
  if (near !== undefined) {
    return (
      `${start}, but "${near}": the host looks for exactly that name. ` +
      `Rename the file, or set customHandler.description.defaultExecutablePath to "${near}".`
    )
  }
  if (!isCommand(path)) return `${start}. Build it there, for Linux on x64, or mend the path.`
  return (
    `${start}. Build it there, for Linux on x64. If "${path}" is a program of the host, e.g. perl, name the file that it ` +
    'runs in customHandler.description.arguments.'
  )
}

// A name that PATH resolves, or the full path of a program of the host.
function isCommand(path: string): boolean {
  return !path.includes('/') || path.startsWith('/')
}

function bare(name: string): string {
  return posix
    .normalize(name.replaceAll('\\', '/'))
    .toLowerCase()
    .replace(/\.exe$/, '')
}
