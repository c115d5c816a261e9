import * as pulumi from '@pulumi/pulumi'
import { userErrorOf } from '../toolkit/build/systemError.ts'

/** Runs a step of the program; a user's mistake ends the run with its message alone, without a stack trace. */
export async function withoutStackTrace<T>(step: () => T | Promise<T>): Promise<T> {
  try {
    return await step()
  } catch (error) {
    const mistake = userErrorOf(error)
    throw mistake ? new pulumi.RunError(mistake.message) : error
  }
}
