/** What some bytes of a request held of its body. */
export interface DecodedBody {
  readonly data: readonly Buffer[]
  /** What follows the body, once it has ended. */
  readonly rest: Buffer | undefined
}

export interface BodyDecoder {
  /** Undefined: this is malformed. */
  decode(bytes: Buffer): DecodedBody | undefined
}
