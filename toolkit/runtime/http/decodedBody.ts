/** What some bytes of a request held of its body. */
export interface DecodedBody {
  readonly data: readonly Uint8Array[]
  /** What follows the body, once it has ended. */
  readonly rest: Uint8Array | undefined
}

export interface BodyDecoder {
  /** Undefined: this is malformed. */
  decode(bytes: Uint8Array): DecodedBody | undefined
}
