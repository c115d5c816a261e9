import { type Answer, refusalAnswer } from './answer.ts'
import { ArrivingRequest, type Pausable } from './arrivingRequest.ts'
import { frameBody } from './bodyFraming.ts'
import { joinBytes, noBytes } from './bytes.ts'
import { HeadReader, hasBegun, largestHead } from './head/headReader.ts'
import { refuseHost } from './head/host.ts'
import { RequestHead } from './head/requestHead.ts'
import { IncomingRequest } from './incomingRequest.ts'
import { Outbox, type Wire } from './outbox.ts'
import type { Refusal } from './refusal.ts'
import { sendAnswer } from './sendAnswer.ts'

/** One socket of a client. */
export interface Socket extends Wire, Pausable {}

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
  private readonly socket: Socket
  private readonly service: Service
  private readonly outbox: Outbox
  private readonly heads = new HeadReader()
  private unread: Uint8Array = noBytes
  private answering = false
  private ended = false
  // The client sends nothing more.
  private hasFinished = false
  /** The request whose body is still arriving. */
  private arriving: ArrivingRequest | undefined

  constructor(socket: Socket, service: Service) {
    this.socket = socket
    this.service = service
    this.outbox = new Outbox(socket)
  }

  /** No function is at work for it: at most a part of a request has come. */
  get isIdle(): boolean {
    return !this.answering
  }

  /** How much the client has taken, while there is more for it; undefined: nothing waits for it. */
  get takenSoFar(): number | undefined {
    return this.outbox.takenSoFar
  }

  /** The bytes stay the connection's. */
  received(bytes: Uint8Array): void {
    if (this.ended) return
    if (this.arriving !== undefined) this.receiveBody(this.arriving, bytes)
    else this.unread = this.unread.length === 0 ? bytes : joinBytes([this.unread, bytes])
    if (!this.answering) this.readOn()
    else if (this.unread.length > largestHead) this.socket.pause()
  }

  drained(): void {
    this.outbox.drained()
  }

  /** The client sends nothing more; it may still read. */
  finished(): void {
    this.hasFinished = true
    const isPart = this.arriving ? !this.arriving.isRead : hasBegun(this.unread)
    if (isPart && !this.answering) {
      this.refuse(cutOff)
      return
    }
    this.abandon('The client sent only a part of the body.')
    if (!this.answering) this.end()
  }

  closed(): void {
    this.ended = true
    this.unread = noBytes
    this.outbox.closed()
    this.abandon('The client left before it had sent all of the body.')
  }

  end(): void {
    this.ended = true
    this.outbox.end()
  }

  /** Requests may come together: one after the other, as long as they are answered at once. */
  private readOn() {
    while (!this.answering && !this.ended && this.arriving === undefined && this.unread.length > 0) {
      const { length } = this.unread
      this.receiveHead(this.unread)
      if (this.unread.length === length) break
    }
    if (this.hasFinished && !this.answering) this.end()
  }

  private receiveHead(bytes: Uint8Array) {
    const head = this.heads.read(bytes)
    if (head === undefined) return
    this.unread = noBytes
    if (!(head instanceof RequestHead)) return this.refuse(head)
    const framing = refuseHost(head) ?? frameBody(head, this.service.bodyLimit)
    if (typeof framing === 'object') return this.refuse(framing)
    const rest = head.end === bytes.length ? noBytes : bytes.subarray(head.end)
    if (framing === 0) {
      this.unread = rest
      return this.dispatch(head, null)
    }
    const expected = head.header('expect')
    if (expected !== null && expected.toLowerCase() !== '100-continue') return this.refuse(notExpected)
    const arriving = new ArrivingRequest(head, framing, this.socket)
    this.arriving = arriving
    // Before the answer, which may be there at once.
    if (expected !== null && !head.isOld && rest.length === 0) this.outbox.sendText(goOn, goOn.length)
    if (arriving.isStreamed) this.dispatch(head, arriving.stream())
    this.receiveBody(arriving, rest)
  }

  private receiveBody(arriving: ArrivingRequest, bytes: Uint8Array) {
    const rest = arriving.receive(bytes, this.service.bodyLimit)
    if (rest === undefined) return
    if (!(rest instanceof Uint8Array)) return this.refuseBody(arriving, rest)
    this.arriving = undefined
    this.unread = rest
    if (!arriving.isRead) this.dispatch(arriving.head, arriving.whole())
  }

  private dispatch(head: RequestHead, body: Uint8Array | ReadableStream<Uint8Array> | null) {
    this.answering = true
    const answer = this.service.handle(new IncomingRequest(head, body))
    if (answer instanceof Promise)
      answer.then(
        (later) => this.answer(head, later, true),
        () => this.answer(head, lost, true),
      )
    else this.answer(head, answer, false)
  }

  private answer(head: RequestHead, answer: Answer, isLate: boolean) {
    const isLast =
      this.service.isClosing() ||
      this.ended ||
      (this.hasFinished && this.unread.length === 0) ||
      wantsClose(head)
    const sending = sendAnswer(this.outbox, head, answer, isLast)
    const finished = sending ?? this.outbox.emptied()
    if (finished === undefined) return this.answered(isLast, isLate)
    finished.then(
      () => this.answered(isLast, true),
      (error) => {
        // The client sees that something is missing: the answer stops before its end.
        if (!this.outbox.isClosed) this.service.failed(error)
        this.end()
      },
    )
  }

  private answered(isLast: boolean, isLate: boolean) {
    this.answering = false
    if (isLast) return this.end()
    // What the function did not read is none of the next request's, and must not stop it.
    this.arriving?.discard()
    if (!isLate) return
    this.socket.resume()
    this.readOn()
  }

  private refuseBody(arriving: ArrivingRequest, refusal: Refusal) {
    if (!arriving.isRead) return this.refuse(refusal)
    this.abandon(refusal.reason)
    // The function that reads it fails, and its answer is the last one.
    this.ended = true
    if (!this.answering) this.end()
  }

  private refuse({ status, reason }: Refusal) {
    this.unread = noBytes
    this.arriving = undefined
    sendAnswer(this.outbox, { method: 'GET', isOld: false }, refusalAnswer(status, reason), true)
    this.end()
  }

  private abandon(reason: string) {
    this.arriving?.fail(reason)
    this.arriving = undefined
  }
}

// The handler has told of what happened where it could.
const lost: Answer = { status: 500, headers: [], body: null }
const goOn = 'HTTP/1.1 100 Continue\r\n\r\n'

const notExpected: Refusal = { status: 417, reason: 'Only "100-continue" can be expected.' }
const cutOff: Refusal = { status: 400, reason: 'The client sent only a part of the request.' }

function wantsClose(head: RequestHead): boolean {
  const connection = head.header('connection')
  return head.isOld || (connection !== null && namesClose(connection))
}

// By itself, as a function that every request enters makes its regular expressions for the first one.
function namesClose(connection: string): boolean {
  return /(?:^|,)[\t ]*close[\t ]*(?:,|$)/i.test(connection)
}
