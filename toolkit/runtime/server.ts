export interface Server {
  /** Takes no further connection and resolves when every request is answered. */
  drain(): Promise<void>
}

/** The edge to one JavaScript runtime. Fails when the port is taken. */
export type Serve = (port: number, handle: Handle) => Server | Promise<Server>

export type Handle = (request: Request) => Promise<Response>

/** Bytes: 100 MiB as base64 (contract 13.1 no. 4), twice escaped at worst; the host is the only client. */
export const requestBodyLimit: number = 1024 ** 3
