import { utf8Bytes } from './bytes.ts'

/** The sending side of one socket. */
export interface Wire {
  /** Gives the bytes taken, which may be fewer; the rest is the caller's until the socket drains. */
  write(data: string | Uint8Array): number
  /** Ends the connection once what was taken is sent. */
  end(): void
}

/** What is to be sent over a connection, in order, as fast as the client takes it. */
export class Outbox {
  private readonly wire: Wire
  private waiting: Uint8Array[] = []
  // Of what had to wait.
  private taken = 0
  private onEmpty: (() => void)[] = []
  private onClosed: (() => void) | undefined
  private ending = false
  private isGone = false

  constructor(wire: Wire) {
    this.wire = wire
  }

  /** `text` must be ASCII or take as many bytes as `length` says. */
  sendText(text: string, length: number) {
    if (this.waiting.length > 0 || length > shortText) return this.send(utf8Bytes(text))
    if (this.isGone) return
    const taken = this.wire.write(text)
    if (taken < length) this.waiting.push(utf8Bytes(text).subarray(Math.max(taken, 0)))
  }

  send(bytes: Uint8Array): void {
    if (this.isGone || bytes.length === 0) return
    const taken = this.waiting.length > 0 ? 0 : this.wire.write(bytes)
    if (taken < bytes.length) this.waiting.push(bytes.subarray(Math.max(taken, 0)))
  }

  /** Resolves when the client has taken all there is, or is gone. */
  emptied(): Promise<void> | undefined {
    if (this.isGone || this.waiting.length === 0) return undefined
    return new Promise((resolve) => void this.onEmpty.push(resolve))
  }

  /** The socket takes more. */
  drained(): void {
    for (let next = this.waiting[0]; next !== undefined; next = this.waiting[0]) {
      const taken = Math.max(this.wire.write(next), 0)
      this.taken += taken
      if (taken < next.length) {
        this.waiting[0] = next.subarray(taken)
        return
      }
      this.waiting.shift()
    }
    this.settle()
    if (this.ending) this.wire.end()
  }

  end(): void {
    this.ending = true
    if (this.waiting.length === 0) this.wire.end()
  }

  /** The client is gone. */
  closed(): void {
    this.isGone = true
    this.waiting = []
    this.settle()
    this.onClosed?.()
  }

  /** Calls back once when the client is gone; the last one asked for counts. */
  whenClosed(callback: () => void): void {
    if (this.isGone) callback()
    this.onClosed = callback
  }

  /** Grows with what the client takes of what had to wait for it; undefined: nothing waits. */
  get takenSoFar(): number | undefined {
    return this.waiting.length > 0 ? this.taken : undefined
  }

  get isClosed(): boolean {
    return this.isGone
  }

  private settle(): void {
    for (const resolve of this.onEmpty.splice(0)) resolve()
  }
}

/** Characters; above, a copy in bytes costs less than what a socket that takes only a part makes of a text. */
const shortText = 16 * 1024
