import { setTimeout as delay } from 'node:timers/promises'
import type { UpResult } from '@pulumi/pulumi/automation/index.js'
import { stackOutputs } from '../../infra/stackOutputs.ts'
import { changeLine, lostData } from './changes.ts'
import type { Engine } from './engine/engine.ts'
import { forgetInterruptedRun } from './interruptedRun.ts'
import { openStack } from './openStack.ts'
import { stateDirectory } from './project.ts'
import { removeStaleLocks } from './staleLocks.ts'
import { upFailed } from './upFailed.ts'

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
  const program = async () => stackOutputs(await import('../../infra/index.ts'))
  const stack = await openStack(options.engine, options.environment, program)
  if (options.exclusive) await forgetInterruptedRun(stack)
  options.signal.throwIfAborted()
  try {
    return await inTurn(options, () =>
      stack.up({
        configFile: options.stackFile,
        suppressProgress: true,
        signal: options.signal,
        onEvent: (event) => {
          const diagnostic = event.diagnosticEvent
          if (diagnostic?.severity === 'error') errors.push(plain(diagnostic.message))
          if (diagnostic?.severity === 'warning') options.warn(plain(diagnostic.message))
          const progress = diagnostic?.ephemeral ? plain(diagnostic.message) : changeLine(event)
          if (progress) options.progress(progress)
          const lost = lostData(event)
          if (lost) options.warn(`No function uses the ${lost} any more: it is deleted, with what is in it.`)
        },
      }),
    )
  } catch (error) {
    throw upFailed(errors, error)
  }
}

/** Waits for the update of another command to end: the engine locks the stack for one at a time. */
async function inTurn({ progress, signal }: UpOptions, update: () => Promise<UpResult>): Promise<UpResult> {
  for (;;) {
    try {
      return await update()
    } catch (error) {
      if (!(error instanceof Error && error.message.includes('the stack is currently locked by'))) throw error
      progress('Waiting for another update of this stack to end')
      removeStaleLocks(stateDirectory, false) // it may have been killed
      await delay(1000, undefined, { signal })
    }
  }
}

/** Without the engine's colour marks, e.g. `<{%fg 1%}>`. */
function plain(message: string): string {
  return message.replace(/<\{%.*?%\}>/g, '').trim()
}
