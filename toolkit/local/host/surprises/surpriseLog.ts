import type { Log } from '../logEntry.ts'

/** Warns of something the host does otherwise than its user expects: once, however often it happens. */
export type TellSurprise = (functionName: string | undefined, message: string) => void

export function surpriseLog(log: Log): TellSurprise {
  const told = new Set<string>()
  return (functionName, message) => {
    const key = `${functionName} ${message}`
    if (told.has(key) || told.size >= MOST) return
    told.add(key)
    const category = functionName === undefined ? 'Host.Startup' : `Function.${functionName}`
    log({ level: 'warning', category, message, ...(functionName !== undefined && { functionName }) })
  }
}

// Some name a value of the handler's, which may be another one each time.
const MOST = 1_000
