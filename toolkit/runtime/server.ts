export interface Server {
  /** Takes no further connection and resolves when every request is answered. */
  drain(): Promise<void>
}

/** The edge to one JavaScript runtime. Fails when the port is taken. */
export type Serve = (port: number, handle: Handle) => Server | Promise<Server>

export type Handle = (request: Request) => Promise<Response>
