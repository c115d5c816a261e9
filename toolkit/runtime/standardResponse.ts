/**
 * Bun leaves out the content type that the fetch standard gives to a text body, so that a function answering
 * `{ body: 'text' }` would answer application/octet-stream. This makes the global Response keep the standard.
 */
export function installStandardResponse(): void {
  const Native = globalThis.Response
  globalThis.Response = class Response extends Native {
    constructor(...[body, init]: ConstructorParameters<typeof Native>) {
      super(body, init)
      const isText = typeof body === 'string'
      if (isText && !this.headers.has('content-type'))
        this.headers.set('content-type', 'text/plain;charset=UTF-8')
    }

    // What fetch() gives is a Response as well.
    static override [Symbol.hasInstance](value: unknown): boolean {
      return value instanceof Native
    }
  }
}
