import { noBytes } from './bytes.ts'
import type { BodyDecoder, DecodedBody } from './decodedBody.ts'

/** Reads a body of a known number of bytes as they arrive. */
export class LengthDecoder implements BodyDecoder {
  private missing: number

  constructor(length: number) {
    this.missing = length
  }

  decode(bytes: Uint8Array): DecodedBody {
    if (bytes.length <= this.missing) {
      this.missing -= bytes.length
      return { data: [bytes], rest: this.missing === 0 ? noBytes : undefined }
    }
    const length = this.missing
    this.missing = 0
    return { data: [bytes.subarray(0, length)], rest: bytes.subarray(length) }
  }
}
