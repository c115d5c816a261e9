import { isOfConnection } from '../connectionHeaders.ts'
import { installStandardJson } from '../standardJson.ts'
import { joinBytes } from './bytes.ts'
import { hostOf } from './head/host.ts'
import type { RequestHead } from './head/requestHead.ts'

/** The members of a web Request that a function's request is made of. */
export type NativeRequest = Pick<
  Request,
  | 'method'
  | 'url'
  | 'headers'
  | 'body'
  | 'bodyUsed'
  | 'arrayBuffer'
  | 'blob'
  | 'formData'
  | 'json'
  | 'text'
  | 'clone'
>

/**
 * A request as it came over a connection. It is to a function what a web Request is, made of its parts when they are
 * asked for: a Request, its Headers and its URL cost more than a small call.
 */
export class IncomingRequest implements NativeRequest {
  readonly method: string
  /** As sent, without the query. */
  readonly path: string
  /** As sent, with the question mark; empty for none. */
  readonly query: string
  private readonly head: Head
  private readonly incoming: IncomingBody
  private madeHeaders: Headers | undefined
  private request: Request | undefined
  private used = false

  constructor(head: Head, body: IncomingBody) {
    const { method } = head
    const isAsItIs = method === 'GET' || method === 'POST' || !isCapitalized(method)
    this.method = isAsItIs ? method : method.toUpperCase()
    this.path = head.path
    this.query = head.query
    this.head = head
    this.incoming = body instanceof Uint8Array && body.length === 0 ? null : body
  }

  /** `name` in lower case; null: there is none. */
  header(name: string): string | null {
    return this.head.header(name)
  }

  get url(): string {
    // The front end ends TLS: what the client called stands in this header only.
    const scheme = this.header('x-forwarded-proto') === 'https' ? 'https' : 'http'
    return new URL(`${scheme}://${hostOf(this.head)}${this.path}${this.query}`).href
  }

  get headers(): Headers {
    if (this.madeHeaders === undefined) {
      installStandardJson()
      this.madeHeaders = new Headers(this.head.headers().filter(([name]) => !isOfConnection(name)))
    }
    return this.madeHeaders
  }

  get body(): Request['body'] {
    return this.hasBody ? this.toNative().body : null
  }

  get bodyUsed(): boolean {
    return this.request?.bodyUsed ?? this.used
  }

  /** Takes the body where all of it is there already. Undefined: some is still to come, or it has been read. */
  takeWhole(): Uint8Array | undefined {
    if (this.request !== undefined || this.used || !(this.incoming instanceof Uint8Array)) return undefined
    this.used = true
    return this.incoming
  }

  async bytes(): Promise<Uint8Array> {
    if (this.request) return new Uint8Array(await this.request.arrayBuffer())
    return this.take()
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    if (this.request) return this.request.arrayBuffer()
    return new Uint8Array(await this.take()).buffer
  }

  async text(): Promise<string> {
    if (this.request) return this.request.text()
    return new TextDecoder().decode(await this.take())
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text())
  }

  blob(): ReturnType<Request['blob']> {
    return this.toNative().blob()
  }

  formData(): ReturnType<Request['formData']> {
    return this.toNative().formData()
  }

  clone(): Request {
    return this.toNative().clone()
  }

  // The standard has no body for these two verbs; nobody reads what is sent with them.
  private get hasBody(): boolean {
    return this.incoming !== null && this.method !== 'GET' && this.method !== 'HEAD'
  }

  private async take(): Promise<Uint8Array> {
    if (!this.hasBody || this.incoming === null) return new Uint8Array()
    if (this.used) throw new TypeError('The body of the request has already been read.')
    this.used = true
    return this.incoming instanceof Uint8Array ? this.incoming : collect(this.incoming)
  }

  private toNative(): Request {
    if (this.request) return this.request
    const { method, headers } = this
    // What has been read is spent here as well.
    const body = this.used ? new Uint8Array() : this.hasBody ? this.incoming : null
    this.request = new Request(this.url, { method, headers, body, duplex: 'half' })
    if (this.used) this.request.arrayBuffer().catch(() => {})
    return this.request
  }
}

export type Head = Pick<RequestHead, 'method' | 'path' | 'query' | 'isOld' | 'header' | 'headers'>
export type IncomingBody = Uint8Array | ReadableStream<Uint8Array> | null

// The fetch standard writes these in capitals and leaves the others as they are.
function isCapitalized(method: string): boolean {
  return /^(?:delete|get|head|options|post|put)$/i.test(method)
}

async function collect(body: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  for await (const piece of body) pieces.push(piece)
  return joinBytes(pieces)
}
