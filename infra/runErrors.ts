import * as pulumi from '@pulumi/pulumi'
import { UserError } from '../toolkit/build/userError.ts'

/** Runs a step of the program; a user's mistake ends the run with its message alone, without a stack trace. */
export async function withoutStackTrace<T>(step: () => T | Promise<T>): Promise<T> {
  try {
    return await step()
  } catch (error) {
    if (error instanceof UserError) throw new pulumi.RunError(error.message)
    throw error
  }
}
