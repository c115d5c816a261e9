import { ArrivingBody } from './arrivingBody.ts'
import { type BodyFraming, bodyTooLarge } from './bodyFraming.ts'
import { joinBytes, noBytes } from './bytes.ts'
import { ChunkDecoder } from './chunkDecoder.ts'
import type { BodyDecoder } from './decodedBody.ts'
import type { RequestHead } from './head/requestHead.ts'
import { LengthDecoder } from './lengthDecoder.ts'
import type { Refusal } from './refusal.ts'

/** The receiving side of one socket. */
export interface Pausable {
  /** Receives nothing more until `resume`. */
  pause(): void
  resume(): void
}

/** A request whose body is still arriving: collected, or handed on to the function that has begun to read it. */
export class ArrivingRequest {
  readonly head: RequestHead
  /** Whether the function starts before all of it is there. */
  readonly isStreamed: boolean
  private readonly socket: Pausable
  private readonly decoder: BodyDecoder
  private readonly pieces: Uint8Array[] = []
  private received = 0
  private body: ArrivingBody | undefined

  constructor(head: RequestHead, framing: BodyFraming, socket: Pausable) {
    this.head = head
    this.isStreamed = framing === 'chunked' || framing > largestWhole
    this.socket = socket
    this.decoder = framing === 'chunked' ? new ChunkDecoder() : new LengthDecoder(framing)
  }

  /** Whether the function has begun to read. */
  get isRead(): boolean {
    return this.body !== undefined
  }

  /** What follows the body; undefined: some of it is still to come. `limit` is that of the body, in bytes. */
  receive(bytes: Uint8Array, limit: number): Uint8Array | Refusal | undefined {
    const decoded = this.decoder.decode(bytes)
    if (decoded === undefined) return malformedChunks
    for (const piece of decoded.data) {
      this.received += piece.length
      if (this.received > limit) return bodyTooLarge
      if (this.body === undefined) this.pieces.push(piece)
      else if (!this.body.push(piece)) this.socket.pause()
    }
    if (decoded.rest !== undefined) this.body?.end()
    return decoded.rest
  }

  /** The body when all of it has been collected. */
  whole(): Uint8Array {
    const [first = noBytes] = this.pieces
    return this.pieces.length > 1 ? joinBytes(this.pieces) : first
  }

  /** The body for a function that reads it from now on. */
  stream(): ReadableStream<Uint8Array> {
    this.body = new ArrivingBody(() => this.socket.resume())
    return this.body.stream
  }

  /** Nobody reads on: what still arrives is dropped. */
  discard(): void {
    this.body?.discard()
  }

  /** Its reader learns why nothing more comes. */
  fail(reason: string): void {
    this.body?.fail(reason)
  }
}

/** In bytes. A body up to here is handed over whole: the function starts when all of it is there. */
const largestWhole = 256 * 1024

const malformedChunks: Refusal = { status: 400, reason: 'The chunks of the body are malformed.' }
