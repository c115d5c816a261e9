import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { UserError } from '../build/userError.ts'
import { type Engine, engine } from '../local/engine/engine.ts'
import { openLocalhost } from '../local/localhost.ts'
import { stackName as localStack, projectDirectory } from '../local/project.ts'
import { pulumiEnvironment } from '../local/pulumiEnvironment.ts'
import { stackExists } from '../local/stackState.ts'

/** A stack of this project, on Azure or on localhost. */
export interface OpenStack {
  readonly name: string
  readonly engine: Engine
  /** What the engine needs to reach the same cloud. */
  readonly environment: Readonly<Record<string, string>>
  /** Asks the Pulumi CLI about the stack, for JSON. */
  ask(...args: readonly string[]): Promise<unknown>
}

/**
 * Runs a command on a stack. `local` is that on localhost, which is started for as long where it does not run; any
 * other is the one that `pulumi -s NAME` means.
 */
export async function withStack<T>(
  name: string,
  command: string,
  work: (stack: OpenStack) => Promise<T>,
): Promise<T> {
  const cli = await engine(say)
  if (name !== localStack) return work(open(name, cli, {}))
  if (!stackExists()) throw stackMissing(name)
  const localhost = await openLocalhost({ command, runApps: false, log: () => {}, warn: say })
  try {
    return await work(open(name, cli, { ...pulumiEnvironment(cli), ...localhost.environment() }))
  } finally {
    await localhost.close()
  }
}

/** Not through the Automation API's stacks: opening one there selects it, for the user's own commands too. */
function open(name: string, cli: Engine, environment: Readonly<Record<string, string>>): OpenStack {
  return {
    name,
    engine: cli,
    environment,
    ask: async (...args) => {
      try {
        const all = [...args, '--stack', name, '--non-interactive']
        const { stdout } = await promisify(execFile)(cli.command.command, all, {
          cwd: projectDirectory,
          env: { ...process.env, ...environment },
          maxBuffer: Number.POSITIVE_INFINITY,
        })
        return JSON.parse(stdout)
      } catch (error) {
        throw closed(name, error)
      }
    },
  }
}

function closed(name: string, cause: unknown): UserError {
  const text = cause instanceof Error ? cause.message : String(cause)
  if (text.includes('no stack named')) return stackMissing(name, cause)
  const reason = text.match(/error: (.*)/)?.[1] ?? text
  return new UserError(
    'stack-closed',
    `The stack ${name} cannot be opened: ${reason}. ` +
      'It takes what `pulumi up` takes: log in to the backend that holds the stack (`pulumi login`).',
    { cause },
  )
}

export function stackMissing(name: string, cause?: unknown): UserError {
  const mend =
    name === localStack
      ? 'Bring it up with `npm start`, or name another one: `-s dev`.'
      : 'Look at `pulumi stack ls`: it lists the stacks of the backend you are logged in to (`pulumi login`).'
  return new UserError('stack-missing', `There is no stack ${name}. ${mend}`, { cause })
}

/** Progress goes to standard error: standard output is the answer. */
function say(line: string): void {
  console.error(line)
}
