/** Why one invocation failed. The caller of the function never sees it; the log does. */
export class InvocationError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'InvocationError'
  }
}
