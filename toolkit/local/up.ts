import type { UpResult } from '@pulumi/pulumi/automation/index.js'
import { UserError } from '../build/userError.ts'
import { changeLine } from './changes.ts'
import type { Engine } from './engine/engine.ts'
import { forgetInterruptedRun } from './interruptedRun.ts'
import { openStack } from './openStack.ts'

export interface UpOptions {
  readonly engine: Engine
  readonly environment: Readonly<Record<string, string>>
  /** Whether no other process can be in the middle of an update. */
  readonly exclusive: boolean
  /** The stack file with the settings of this run. */
  readonly stackFile: string
  /** Ends the update as Ctrl+C does: the operation under way is finished. */
  readonly signal: AbortSignal
  /** One line for each step and each resource that changes. */
  readonly progress: (line: string) => void
  readonly warn: (message: string) => void
}

/**
 * `pulumi up` of the program in infra/, by the real engine, in this process.
 * @throws UserError that says what the program or a resource refused
 */
export async function up(options: UpOptions): Promise<UpResult> {
  const errors: string[] = []
  const program = async () => ({ ...(await import('../../infra/index.ts')) })
  const stack = await openStack(options.engine, options.environment, program)
  if (options.exclusive) await forgetInterruptedRun(stack)
  try {
    return await stack.up({
      configFile: options.stackFile,
      suppressProgress: true,
      signal: options.signal,
      onEvent: (event) => {
        const diagnostic = event.diagnosticEvent
        if (diagnostic?.severity === 'error') errors.push(plain(diagnostic.message))
        if (diagnostic?.severity === 'warning') options.warn(plain(diagnostic.message))
        const progress = diagnostic?.ephemeral ? plain(diagnostic.message) : changeLine(event)
        if (progress) options.progress(progress)
      },
    })
  } catch (error) {
    throw upFailed(errors, error)
  }
}

function upFailed(errors: readonly string[], cause: unknown): UserError {
  const messages = [...new Set(errors)].filter((message) => !isSummary(message))
  const reason = messages.join('\n\n') || (cause instanceof Error ? cause.message : String(cause))
  return new UserError('up-failed', reason, { cause })
}

/** What the engine adds after the error itself. */
function isSummary(message: string): boolean {
  return message === 'update failed' || message === 'preview failed' || message === ''
}

/** Without the engine's colour marks, e.g. `<{%fg 1%}>`. */
function plain(message: string): string {
  return message.replace(/<\{%.*?%\}>/g, '').trim()
}
