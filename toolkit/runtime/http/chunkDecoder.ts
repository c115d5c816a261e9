import type { BodyDecoder, DecodedBody } from './decodedBody.ts'

/** Reads a body in chunks (RFC 9112, 7.1) as its bytes arrive. Extensions and trailers are checked and dropped. */
export class ChunkDecoder implements BodyDecoder {
  // The bytes of the chunk under way that are still to come, or the line under way.
  private missing = 0
  private line = ''
  private state: 'size' | 'data' | 'dataEnd' | 'trailer' = 'size'

  decode(received: Uint8Array): DecodedBody | undefined {
    const bytes = Buffer.from(received.buffer, received.byteOffset, received.length)
    const data: Uint8Array[] = []
    let at = 0
    while (at < bytes.length) {
      if (this.state === 'data') {
        const piece = bytes.subarray(at, at + this.missing)
        data.push(piece)
        at += piece.length
        this.missing -= piece.length
        if (this.missing === 0) this.state = 'dataEnd'
        continue
      }
      const end = bytes.indexOf(lineFeed, at)
      this.line += bytes.toString('latin1', at, end === -1 ? bytes.length : end + 1)
      if (this.line.length > longestLine) return undefined
      if (end === -1) break
      at = end + 1
      const line = this.line
      this.line = ''
      if (this.state === 'trailer' && line === '\r\n') return { data, rest: bytes.subarray(at) }
      if (!this.readLine(line)) return undefined
    }
    return { data, rest: undefined }
  }

  private readLine(line: string): boolean {
    if (this.state === 'dataEnd') {
      this.state = 'size'
      return line === '\r\n'
    }
    if (this.state === 'trailer') return trailerLine.test(line)
    const size = sizeLine.exec(line)?.[1]
    if (size === undefined) return false
    this.missing = Number.parseInt(size, 16)
    this.state = this.missing === 0 ? 'trailer' : 'data'
    return true
  }
}

const lineFeed = 0x0a
/** Characters of one line, so that a line without an end takes no memory. */
const longestLine = 8192
const sizeLine =
  /^([\da-f]{1,12})(?:;[!#$%&'*+\-.^_`|~\w]+(?:=(?:[!#$%&'*+\-.^_`|~\w]+|"[\t\x20\x21\x23-\x5b\x5d-\x7e]*"))?)*\r\n$/i
// RFC 9110, 6.5.1: what says where a body ends has no place behind it.
const trailerLine =
  /^(?!(?:content-length|transfer-encoding):)[!#$%&'*+\-.^_`|~\w]+:[\t\x20-\x7e\x80-\xff]*\r\n$/i
