/**
 * Bun leaves out the content type that the fetch standard gives to a text body, so that a function answering
 * `{ body: 'text' }` would answer application/octet-stream, and takes a status that is none of an answer. This makes the
 * global Response keep the standard.
 */
export function installStandardResponse(): void {
  const Native = globalThis.Response
  globalThis.Response = class Response extends Native {
    constructor(...[body, init]: ConstructorParameters<typeof Native>) {
      const { status = 200 } = init ?? {}
      if (status < 200 || status > 599)
        throw new RangeError(`The status of an answer is a number from 200 to 599, not ${status}.`)
      super(body, init)
      if (isText(body) && !this.headers.has('content-type'))
        this.headers.set('content-type', 'text/plain;charset=UTF-8')
    }

    // What fetch() gives is a Response as well.
    static override [Symbol.hasInstance](value: unknown): boolean {
      return value instanceof Native
    }
  }
}

// What is no kind of body is one as a text, whatever it is.
function isText(body: unknown): boolean {
  if (body === null || body === undefined || typeof body === 'function') return false
  if (typeof body !== 'object') return true
  return (
    Array.isArray(body) ||
    (Object.getPrototypeOf(body) === Object.prototype && !(Symbol.asyncIterator in body))
  )
}
