import { Agent, type ClientRequest, request as httpRequest, type RequestOptions } from 'node:http'

/** The host's kept-alive connections to the handler. */
export interface HandlerClient {
  readonly port: number
  readonly agent: Agent
}

export function createHandlerClient(port: number): HandlerClient {
  return { port, agent: new Agent({ keepAlive: true, timeout: IDLE_TIME }) }
}

/** Begins a request with these headers in this order, and with no other: Node's `Connection` is none of .NET's. */
export function beginRequest(
  { agent, port }: HandlerClient,
  options: RequestOptions,
  headers: ReadonlyMap<string, string>,
): ClientRequest {
  const request = httpRequest({ host: '127.0.0.1', port, agent, ...options, setHost: false })
  for (const [name, value] of headers) request.setHeader(name, value)
  if (!request.hasHeader('Host')) request.setHeader('Host', `127.0.0.1:${port}`)
  if (!request.hasHeader('Connection')) request.removeHeader('Connection')
  return request
}

/** Whether nobody listened on the handler's port, so that nothing was processed. */
export function isRefused(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED'
}

/** Runs `then` once a request has its connection: until then its body can still go elsewhere. */
export function whenConnected(request: ClientRequest, then: () => void): void {
  request.once('socket', (socket) => (socket.connecting ? socket.once('connect', then) : then()))
}

// Servers close idle connections, Node after 5 s. We must do it first: a request that meets a connection as it
// closes cannot be told from one whose handler crashed, and that is never sent again (contract 4.5).
const IDLE_TIME = 4_000
