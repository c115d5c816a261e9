import { UserError } from '../build/userError.ts'

/** Ends a command: a user's mistake is its message alone, 2 for a wrong option and 1 for anything else. */
export async function exitCodeOf(command: Promise<number>): Promise<number> {
  try {
    return await command
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    console.error(`\n${error.message}`)
    return error.code === 'option-invalid' ? 2 : 1
  }
}
