import { type Refusal, refusals } from '../refusal.ts'
import { RequestHead } from './requestHead.ts'
import { scanHead } from './scanHead.ts'

/** Finds the head of the next request in what has come over a connection. */
export class HeadReader {
  // How much of it holds no end of a head.
  private searched = 0

  /** `unread` is all that has come since the request before. Undefined: some of the head is still to come. */
  read(unread: Uint8Array): RequestHead | Refusal | undefined {
    // What came byte by byte is not looked at as often.
    if (this.searched > 0 && !this.hasEnd(unread)) return undefined
    let start = 0
    // RFC 9112, 2.2: line breaks before a request are none of it.
    while (unread[start] === 0x0d && unread[start + 1] === 0x0a) start += 2
    if (unread[start] === 0x0d && start + 1 === unread.length) return undefined
    const found = scanHead(unread, start)
    const length = typeof found === 'string' ? unread.length : found.end
    if (length - start > largestHead) return headTooLarge
    if (found === 'incomplete') {
      this.searched = unread.length
      return undefined
    }
    this.searched = 0
    return typeof found === 'string' ? refusals[found] : new RequestHead(unread, start, found)
  }

  private hasEnd(unread: Uint8Array): boolean {
    for (
      let at = unread.indexOf(0x0a, Math.max(0, this.searched - 3));
      at !== -1;
      at = unread.indexOf(0x0a, at + 1)
    )
      if (unread[at + 1] === 0x0d && unread[at + 2] === 0x0a) return true
    this.searched = unread.length
    return unread.length > largestHead
  }
}

/** Whether more has come than the line breaks that may stand before a request. */
export function hasBegun(unread: Uint8Array): boolean {
  return unread.some((byte) => byte !== 0x0d && byte !== 0x0a)
}

/** The host takes 32 KiB of header fields and adds its own. In bytes. */
export const largestHead: number = 64 * 1024

const headTooLarge: Refusal = { status: 431, reason: 'The head of the request is larger than 64 KiB.' }
