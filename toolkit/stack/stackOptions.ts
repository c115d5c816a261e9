import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { UserError } from '../build/userError.ts'

/** Options that every command on a stack has. */
const common = {
  stack: { type: 'string', short: 's', default: 'local' },
  help: { type: 'boolean', short: 'h', default: false },
} as const

/**
 * The options of a command on a stack.
 * @throws UserError with the usage for an option that does not exist
 */
export function stackOptions<Own extends ParseArgsOptionsConfig>(
  args: readonly string[],
  own: Own,
  usage: string,
) {
  try {
    return parseArgs({ args: [...args], options: { ...common, ...own } }).values
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('. ')[0] : String(error)
    throw new UserError('option-invalid', `${reason}.\n\n${usage}`)
  }
}
