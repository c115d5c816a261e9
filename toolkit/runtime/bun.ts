/** The few parts of Bun the handler uses; its own types are not installed. */
export interface BunServer {
  /** Without `true`: no new connection, and the promise settles when the last request is answered. */
  stop(closeActiveConnections?: boolean): Promise<void>
}

export interface BunServeOptions {
  readonly hostname: string
  readonly port: number
  /** Seconds; 0 for no limit. */
  readonly idleTimeout: number
  /** Bytes. */
  readonly maxRequestBodySize: number
  fetch(request: Request): Promise<Response>
}

export interface BunRuntime {
  serve(options: BunServeOptions): BunServer
}

export const bun = (): BunRuntime => Reflect.get(globalThis, 'Bun')
