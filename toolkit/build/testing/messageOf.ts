import { UserError } from '../userError.ts'

/** What the user reads of something that has to fail for the user. */
export async function messageOf(action: () => unknown): Promise<string> {
  try {
    await action()
  } catch (error) {
    if (error instanceof UserError) return error.message
    throw error
  }
  throw new Error('it did not fail')
}
