/** The few parts of Bun the handler uses; its own types are not installed. */
export interface BunSocket<T> {
  data: T
  /** Gives the bytes taken; -1: the connection is closed. */
  write(data: string | Uint8Array): number
  /** Sends the end of the stream after what was taken. */
  end(): void
  pause(): void
  resume(): void
  /** Calls the listener's `timeout` when nothing happens for so many seconds. */
  timeout(seconds: number): void
  terminate(): void
}

export interface BunListener {
  /** Takes no further connection. */
  stop(): void
}

export interface BunListenOptions<T> {
  readonly hostname: string
  readonly port: number
  /** The other side may end its stream and still read. */
  readonly allowHalfOpen: boolean
  readonly socket: {
    readonly binaryType: 'uint8array'
    open(socket: BunSocket<T>): void
    /** The bytes are the receiver's to keep. */
    data(socket: BunSocket<T>, bytes: Uint8Array): void
    drain(socket: BunSocket<T>): void
    end(socket: BunSocket<T>): void
    close(socket: BunSocket<T>): void
    timeout(socket: BunSocket<T>): void
    error(socket: BunSocket<T>, error: Error): void
  }
}

export interface BunHasher {
  update(data: string): BunHasher
  digest(encoding: 'hex'): string
}

export interface BunRuntime {
  CryptoHasher: new (algorithm: string) => BunHasher
  /** The value of a fulfilled promise. */
  peek: { (promise: Promise<unknown>): unknown; status(promise: Promise<unknown>): string }
  /** Collects garbage; true: before it returns. */
  gc(isSync: boolean): void
  /** Gives up what can be had again, compiled code above all, once no JavaScript runs. */
  shrink(): void
  listen<T>(options: BunListenOptions<T>): BunListener
}

export interface BunEngine {
  /** This function, however often it is called, is not left to the last of the compilers. */
  noFTL(code: unknown): void
}

// The app may put something else there.
const { getBuiltinModule } = process

/** Of `bun:jsc`. On Node.js it has nothing. */
export const engine = (): Partial<BunEngine> => Object(getBuiltinModule('bun:jsc'))

/** Undefined: this is Node.js. */
export const bun = (): BunRuntime | undefined => globalThis.Bun

declare global {
  var Bun: BunRuntime | undefined
}
