import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { UserError } from '../../build/userError.ts'

/** What this cloud keeps in a JSON file, or nothing where there is no file yet. */
export function readStateFile<T>(file: string, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    if (error instanceof SyntaxError) throw broken(file, error.message)
    if (error instanceof z.ZodError) throw broken(file, z.prettifyError(error))
    throw error
  }
}

function broken(file: string, reason: string): UserError {
  return new UserError(
    'records-broken',
    `What localhost keeps in ${file} cannot be read: ${reason}. ` +
      'Remove the folder .local and run `npm start` again: everything is created anew.',
  )
}
