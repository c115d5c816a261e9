/** A stack where there is one (it begins with the message), or else the thrown value as text. */
export function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
