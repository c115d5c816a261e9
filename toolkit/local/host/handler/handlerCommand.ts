import { isAbsolute, join } from 'node:path'
import type { HandlerDescription } from '../../../build/customHandler.ts'
import { splitArguments } from './splitArguments.ts'

/** What is started as the handler process. `file` is a full path, or a bare name that PATH resolves. */
export interface HandlerCommand {
  readonly file: string
  readonly arguments: readonly string[]
  readonly workingDirectory: string
}

/** What a command is made from besides its description. */
export interface CommandContext {
  readonly appRoot: string
  readonly environment: Readonly<Record<string, string>>
  /** The five variables of contract 4.2. */
  readonly handlerVariables: Readonly<Record<string, string>>
  readonly isFile: (path: string) => boolean
}

/** Resolves executable, arguments and working folder. Contract 2.3 */
export function handlerCommand(description: HandlerDescription, context: CommandContext): HandlerCommand {
  const { appRoot, environment, handlerVariables } = context
  const expand = (text: string) => substitute(substitute(text, environment), handlerVariables)
  const argumentLine = [
    ...description.arguments.map(expand),
    ...(description.defaultWorkerPath ? [`"${expand(description.defaultWorkerPath)}"`] : []),
    ...description.workerArguments.map(expand),
  ].join(' ')
  return {
    file: resolveExecutable(expand(description.defaultExecutablePath), description, context),
    // What is still between two percent signs has no value, and the host drops it.
    arguments: splitArguments(argumentLine.replace(/%.+?%/g, '')),
    workingDirectory: within(appRoot, description.workingDirectory),
  }
}

function resolveExecutable(path: string, description: HandlerDescription, context: CommandContext): string {
  if (isAbsolute(path)) return path
  const inApp = join(within(context.appRoot, description.workerDirectory), path)
  return context.isFile(inApp) ? inApp : path
}

function within(appRoot: string, directory: string | undefined): string {
  if (!directory) return appRoot
  return isAbsolute(directory) ? directory : join(appRoot, directory)
}

function substitute(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/%([^%]+)%/g, (whole, name: string) => values[name] ?? whole)
}
