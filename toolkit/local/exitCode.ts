import { userErrorOf } from '../build/systemError.ts'

/** Ends a command: a user's mistake is its message alone, 2 for a wrong option and 1 for anything else. */
export async function exitCodeOf(command: Promise<number>): Promise<number> {
  try {
    return await command
  } catch (error) {
    const mistake = userErrorOf(error)
    if (mistake === undefined) throw error
    console.error(`\n${mistake.message}`)
    return mistake.code === 'option-invalid' ? 2 : 1
  }
}
