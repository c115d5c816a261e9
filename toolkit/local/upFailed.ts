import { UserError } from '../build/userError.ts'
import { startAfresh } from './damage.ts'

/** Why an update failed, out of the engine's error messages and, where it gave none, out of what the CLI printed. */
export function upFailed(errors: readonly string[], cause: unknown): UserError {
  const messages = [...new Set(errors.map(withoutItsWay))].filter((message) => !isSummary(message))
  const reason = messages.join('\n\n') || cliErrors(cause)
  const mend = reason.includes('failed to load checkpoint') ? `\n${startAfresh}` : ''
  return new UserError('up-failed', `${reason}${mend}`, { cause })
}

/** What a provider's function refused, without the resources it was for and the stack trace of Pulumi's SDK. */
function withoutItsWay(message: string): string {
  return /invocation of \S+ returned an error: ([\s\S]*?)(?:\n {4}at |$)/.exec(message)?.[1] ?? message
}

/** The error lines of the CLI, which the Automation API wraps in all its output. */
function cliErrors(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : String(cause)
  const lines = text.match(/^error: .*(\n {2,}.*)*/gm) ?? []
  return [...new Set(lines)].join('\n') || text
}

/** What the engine adds after the error itself. */
function isSummary(message: string): boolean {
  return message === 'update failed' || message === 'preview failed' || message === ''
}
