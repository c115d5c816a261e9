import type { Log } from './logEntry.ts'

export interface FunctionErrors {
  readonly log: Log
  /** Why a function does not run; nothing for one that does. Its name's case does not matter. */
  of(functionName: string): readonly string[]
}

/** Remembers from the log of the start what is wrong with which function. */
export function functionErrors(log: Log): FunctionErrors {
  const errors = new Map<string, string[]>()
  return {
    log(entry) {
      if (entry.level === 'error' && entry.category === 'Host.Startup' && entry.functionName !== undefined) {
        const name = entry.functionName.toLowerCase()
        const message = entry.message.replace(/^The '[^']+' function is in error: /, '')
        errors.set(name, [...(errors.get(name) ?? []), message])
      }
      log(entry)
    },
    of: (functionName) => errors.get(functionName.toLowerCase()) ?? [],
  }
}
