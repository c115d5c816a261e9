import { type Answer, refusalAnswer } from './answer.ts'
import { ArrivingBody } from './arrivingBody.ts'
import { bodyTooLarge, frameBody } from './bodyFraming.ts'
import { joinBytes } from './bytes.ts'
import { ChunkDecoder } from './chunkDecoder.ts'
import type { BodyDecoder } from './decodedBody.ts'
import { refuseHost } from './host.ts'
import { IncomingRequest } from './incomingRequest.ts'
import { LengthDecoder } from './lengthDecoder.ts'
import { Outbox, type Wire } from './outbox.ts'
import { type Refusal, refusals } from './refusal.ts'
import { RequestHead } from './requestHead.ts'
import { scanHead } from './scanHead.ts'
import { sendAnswer } from './sendAnswer.ts'

/** One socket of a client. */
export interface Socket extends Wire {
  /** Receives nothing more until `resume`. */
  pause(): void
  resume(): void
}

export interface Service {
  /** Neither throws nor rejects. */
  handle(request: IncomingRequest): Answer | Promise<Answer>
  /** Whether each answer has to end its connection. */
  isClosing(): boolean
  /** An answer's body failed on the way. */
  failed(error: unknown): void
  /** Of a request's body, in bytes. */
  readonly bodyLimit: number
}

/** One connection of HTTP/1.1: bytes in, one request after the other, their answers out in this order. */
export class Connection {
  readonly #socket: Socket
  readonly #service: Service
  readonly #outbox: Outbox
  #unread: Uint8Array = nothing
  // How much of it holds no end of a head.
  #searched = 0
  #answering = false
  #ended = false
  // The client sends nothing more.
  #finished = false
  /** The request whose body is still arriving. */
  #arriving: Arriving | undefined

  constructor(socket: Socket, service: Service) {
    this.#socket = socket
    this.#service = service
    this.#outbox = new Outbox(socket)
  }

  /** No function is at work for it: at most a part of a request has come. */
  get isIdle(): boolean {
    return !this.#answering
  }

  /** How much the client has taken, while there is more for it; undefined: nothing waits for it. */
  get takenSoFar(): number | undefined {
    return this.#outbox.takenSoFar
  }

  /** The bytes stay the connection's. */
  received(bytes: Uint8Array): void {
    if (this.#ended) return
    if (this.#arriving !== undefined) this.#receiveBody(this.#arriving, bytes)
    else this.#unread = this.#unread.length === 0 ? bytes : joinBytes([this.#unread, bytes])
    if (!this.#answering) this.#readOn()
    else if (this.#unread.length > largestHead) this.#socket.pause()
  }

  drained(): void {
    this.#outbox.drained()
  }

  /** The client sends nothing more; it may still read. */
  finished(): void {
    this.#finished = true
    const isPart = this.#arriving ? this.#arriving.body === undefined : this.#unread.length > 0
    if (isPart && !this.#answering) {
      this.#refuse(cutOff)
      return
    }
    this.#abandon('The client sent only a part of the body.')
    if (!this.#answering) this.end()
  }

  closed(): void {
    this.#ended = true
    this.#unread = nothing
    this.#outbox.closed()
    this.#abandon('The client left before it had sent all of the body.')
  }

  end(): void {
    this.#ended = true
    this.#outbox.end()
  }

  /** Requests may come together: one after the other, as long as they are answered at once. */
  #readOn() {
    while (!this.#answering && !this.#ended && this.#arriving === undefined && this.#unread.length > 0) {
      const { length } = this.#unread
      this.#receiveHead(this.#unread)
      if (this.#unread.length === length) break
    }
    if (this.#finished && !this.#answering) this.end()
  }

  #receiveHead(bytes: Uint8Array) {
    // What came byte by byte is not looked at as often.
    if (this.#searched > 0 && !this.#hasHeadEnd(bytes)) return
    let start = 0
    // RFC 9112, 2.2: line breaks before a request are none of it.
    while (bytes[start] === 0x0d && bytes[start + 1] === 0x0a) start += 2
    if (bytes[start] === 0x0d && start + 1 === bytes.length) return
    const found = scanHead(bytes, start)
    const length = typeof found === 'string' ? bytes.length : found.end
    if (length - start > largestHead) return this.#refuse(headTooLarge)
    if (found === 'incomplete') {
      this.#searched = bytes.length
      return
    }
    this.#unread = nothing
    this.#searched = 0
    if (typeof found === 'string') return this.#refuse(refusals[found])
    const head = new RequestHead(bytes, start, found)
    const framing = refuseHost(head) ?? frameBody(head, this.#service.bodyLimit)
    if (typeof framing === 'object') return this.#refuse(framing)
    const rest = found.end === bytes.length ? nothing : bytes.subarray(found.end)
    if (framing === 0) {
      this.#unread = rest
      return this.#dispatch(head, null)
    }
    const expected = head.header('expect')
    if (expected !== null && expected.toLowerCase() !== '100-continue') return this.#refuse(notExpected)
    const decoder = framing === 'chunked' ? new ChunkDecoder() : new LengthDecoder(framing)
    this.#arriving = { head, decoder, pieces: [], received: 0, body: undefined }
    // Before the answer, which may be there at once.
    if (expected !== null && !head.isOld && rest.length === 0) this.#outbox.sendText(goOn, goOn.length)
    if (framing === 'chunked' || framing > largestWhole) this.#dispatchArriving(this.#arriving)
    this.#receiveBody(this.#arriving, rest)
  }

  #hasHeadEnd(bytes: Uint8Array): boolean {
    for (
      let at = bytes.indexOf(0x0a, Math.max(0, this.#searched - 3));
      at !== -1;
      at = bytes.indexOf(0x0a, at + 1)
    )
      if (bytes[at + 1] === 0x0d && bytes[at + 2] === 0x0a) return true
    this.#searched = bytes.length
    return bytes.length > largestHead
  }

  #receiveBody(arriving: Arriving, bytes: Uint8Array) {
    const decoded = arriving.decoder.decode(bytes)
    if (decoded === undefined) return this.#refuseBody(arriving, malformedChunks)
    for (const piece of decoded.data) {
      arriving.received += piece.length
      if (arriving.received > this.#service.bodyLimit) return this.#refuseBody(arriving, bodyTooLarge)
      if (arriving.body === undefined) arriving.pieces.push(piece)
      else if (!arriving.body.push(piece)) this.#socket.pause()
    }
    if (decoded.rest === undefined) return
    this.#arriving = undefined
    this.#unread = decoded.rest
    if (arriving.body === undefined) this.#dispatch(arriving.head, join(arriving.pieces))
    else arriving.body.end()
  }

  #dispatchArriving(arriving: Arriving) {
    arriving.body = new ArrivingBody(() => this.#socket.resume())
    this.#dispatch(arriving.head, arriving.body.stream)
  }

  #dispatch(head: RequestHead, body: Uint8Array | ReadableStream<Uint8Array> | null) {
    this.#answering = true
    const answer = this.#service.handle(new IncomingRequest(head, body))
    if (answer instanceof Promise)
      answer.then(
        (later) => this.#answer(head, later, true),
        () => this.#answer(head, lost, true),
      )
    else this.#answer(head, answer, false)
  }

  #answer(head: RequestHead, answer: Answer, isLate: boolean) {
    const isLast = this.#service.isClosing() || this.#ended || this.#isOver || wantsClose(head)
    const sending = sendAnswer(this.#outbox, head, answer, isLast)
    const finished = sending ?? this.#outbox.emptied()
    if (finished === undefined) return this.#answered(isLast, isLate)
    finished.then(
      () => this.#answered(isLast, true),
      (error) => {
        // The client sees that something is missing: the answer stops before its end.
        if (!this.#outbox.isClosed) this.#service.failed(error)
        this.end()
      },
    )
  }

  #answered(isLast: boolean, isLate: boolean) {
    this.#answering = false
    if (isLast) return this.end()
    // What the function did not read is none of the next request's, and must not stop it.
    this.#arriving?.body?.discard()
    if (!isLate) return
    this.#socket.resume()
    this.#readOn()
  }

  get #isOver(): boolean {
    return this.#finished && this.#unread.length === 0
  }

  #refuseBody(arriving: Arriving, refusal: Refusal) {
    if (arriving.body === undefined) return this.#refuse(refusal)
    this.#abandon(refusal.reason)
    // The function that reads it fails, and its answer is the last one.
    this.#ended = true
    if (!this.#answering) this.end()
  }

  #refuse({ status, reason }: Refusal) {
    this.#unread = nothing
    this.#arriving = undefined
    sendAnswer(this.#outbox, { method: 'GET', isOld: false }, refusalAnswer(status, reason), true)
    this.end()
  }

  #abandon(reason: string) {
    this.#arriving?.body?.fail(reason)
    this.#arriving = undefined
  }
}

interface Arriving {
  readonly head: RequestHead
  readonly decoder: BodyDecoder
  readonly pieces: Uint8Array[]
  received: number
  /** When the function has begun to read. */
  body: ArrivingBody | undefined
}

const nothing = new Uint8Array()
/** The host takes 32 KiB of header fields and adds its own. In bytes, as the next one. */
const largestHead = 64 * 1024
/** A body up to here is handed over whole: the function starts when all of it is there. */
const largestWhole = 256 * 1024
// The handler has told of what happened where it could.
const lost: Answer = { status: 500, headers: [], body: null }
const goOn = 'HTTP/1.1 100 Continue\r\n\r\n'

const headTooLarge: Refusal = { status: 431, reason: 'The head of the request is larger than 64 KiB.' }
const notExpected: Refusal = { status: 417, reason: 'Only "100-continue" can be expected.' }
const cutOff: Refusal = { status: 400, reason: 'The client sent only a part of the request.' }
const malformedChunks: Refusal = { status: 400, reason: 'The chunks of the body are malformed.' }

function wantsClose(head: RequestHead): boolean {
  const connection = head.header('connection')
  return head.isOld || (connection !== null && /(?:^|,)[\t ]*close[\t ]*(?:,|$)/i.test(connection))
}

function join(pieces: Uint8Array[]): Uint8Array {
  const [first = nothing] = pieces
  return pieces.length > 1 ? joinBytes(pieces) : first
}
