import type { Answer } from './http/answer.ts'
import type { IncomingRequest } from './http/incomingRequest.ts'

export interface Server {
  /** Takes no further connection and resolves when every request is answered. */
  drain(): Promise<void>
}

/** The edge to one JavaScript runtime. Fails when the port is taken. */
export type Serve = (port: number, handle: Handle) => Server | Promise<Server>

/** Neither throws nor rejects. */
export type Handle = (request: IncomingRequest) => Answer | Promise<Answer>

/**
 * Bytes: 100 MiB as base64 (contract 13.1 no. 4), twice escaped at worst, or what the host was told to take instead; the
 * host is the only client.
 */
export const requestBodyLimit: number = Math.max(
  1024 ** 3,
  2 * (Number(process.env.FUNCTIONS_REQUEST_BODY_SIZE_LIMIT) || 0),
)
