/**
 * A mistake the user can mend: the message says what failed, why, and what to do next.
 * `code` is stable and may be matched by scripts; no stack trace is shown for it.
 */
export class UserError extends Error {
  readonly code: string

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'UserError'
    this.code = code
  }
}
