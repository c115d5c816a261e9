import { UserError } from '../build/userError.ts'
import { startAfresh } from './damage.ts'

const again = 'Run the command again: it goes on where it was.'

/** Why an update failed, out of the engine's error messages and, where it gave none, out of what the CLI printed. */
export function upFailed(errors: readonly string[], cause: unknown): UserError {
  const messages = [...new Set(errors.map(withoutItsWay))].filter((message) => !isSummary(message))
  const reason = messages.join('\n\n') || cliErrors(cause)
  const mends = cures.filter(([symptom]) => symptom.test(reason)).map(([, cure]) => cure)
  return new UserError('up-failed', [reason, ...mends].join('\n'), { cause })
}

const cures: readonly (readonly [RegExp, string])[] = [
  [/failed to load checkpoint|corrupt store/, startAfresh],
  [
    /secrets manager: |incorrect passphrase/,
    'Remove the line encryptionsalt from Pulumi.local.yaml and run `npm start` again: it is written anew.',
  ],
]

/** What a provider's function refused, without the resources it was for and the stack trace of Pulumi's SDK. */
function withoutItsWay(message: string): string {
  return /invocation of \S+ returned an error: ([\s\S]*?)(?:\n {4}at |$)/.exec(message)?.[1] ?? message
}

/** The error lines of the CLI, which the Automation API wraps in all its output. */
function cliErrors(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : String(cause)
  const [, signal] = /Command was killed with (\w+)/.exec(text) ?? []
  if (signal)
    return `Pulumi's engine was ended from outside (${signal}), as a system does that is short of memory. ${again}`
  const lines = text.match(/^error: .*(\n {2,}.*)*/gm) ?? []
  return [...new Set(lines)].join('\n') || text
}

/** What the engine adds after the error itself. */
function isSummary(message: string): boolean {
  return message === 'update failed' || message === 'preview failed' || message === ''
}
