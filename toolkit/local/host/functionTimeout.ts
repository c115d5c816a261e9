import { InvocationError } from './answer/invocationError.ts'

/** Calls `onTimeout` with the failure after `timeout` milliseconds; call the result to cancel. */
export function startTimeout(
  functionName: string,
  timeout: number,
  onTimeout: (error: InvocationError) => void,
): () => void {
  // setTimeout holds 32 bits: 24 days, longer than a laptop's host lives.
  if (timeout >= 2 ** 31) return () => undefined
  const timer = setTimeout(() => onTimeout(timeoutError(functionName, timeout)), timeout)
  return () => clearTimeout(timer)
}

function timeoutError(functionName: string, timeout: number): InvocationError {
  return new InvocationError(
    `Timeout value of ${hoursMinutesSeconds(timeout)} exceeded by function 'Functions.${functionName}'. ` +
      `The handler process is killed and started again. Raise functionTimeout in host.json if it needs longer.`,
  )
}

function hoursMinutesSeconds(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000)
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return parts.map((part) => String(part).padStart(2, '0')).join(':')
}
