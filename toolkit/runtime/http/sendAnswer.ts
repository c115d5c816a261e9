import type { Answer } from './answer.ts'
import { type AnswerFraming, encodeAnswerHead } from './answerHead.ts'
import { isAscii } from './ascii.ts'
import { isStream, joinBytes, latin1Bytes, utf8Bytes, utf8Length } from './bytes.ts'
import type { RequestHead } from './head/requestHead.ts'
import type { Outbox } from './outbox.ts'

/**
 * Sends one answer. A promise only when its body is a stream; it resolves when all of it is handed over, and rejects
 * when the stream fails: then the connection is of no use any more.
 */
export function sendAnswer(
  outbox: Outbox,
  request: Pick<RequestHead, 'method' | 'isOld'>,
  answer: Answer,
  isLast: boolean,
): Promise<void> | undefined {
  const { body } = answer
  const bodiless = answer.status === 204 || answer.status === 304
  if (bodiless || request.method === 'HEAD') {
    sendHead(outbox, answer, encodeAnswerHead(answer, bodiless ? 'none' : lengthOfUnsent(answer), isLast))
    return isStream(body) ? body.cancel() : undefined
  }
  if (typeof body === 'string') {
    const length = body.length < 1024 && isAscii(body) ? body.length : utf8Length(body)
    const head = encodeAnswerHead(answer, length, isLast)
    if (hasAsciiHead(answer)) outbox.sendText(head + body, head.length + length)
    else outbox.send(joinBytes([latin1Bytes(head), utf8Bytes(body)]))
    return
  }
  if (isStream(body)) return sendStream(outbox, request, answer, body, isLast)
  sendHead(outbox, answer, encodeAnswerHead(answer, body?.byteLength ?? 0, isLast))
  if (body !== null) outbox.send(body)
}

function sendHead(outbox: Outbox, answer: Answer, head: string): void {
  if (hasAsciiHead(answer)) outbox.sendText(head, head.length)
  else outbox.send(latin1Bytes(head))
}

function hasAsciiHead({ headers }: Answer): boolean {
  for (const [, value] of headers) if (!isAscii(value)) return false
  return true
}

// To HEAD, what GET would have answered.
function lengthOfUnsent({ body, headers }: Answer): AnswerFraming {
  if (typeof body === 'string') return utf8Length(body)
  if (body instanceof Uint8Array) return body.byteLength
  return declaredLength(headers) ?? (body === null ? 0 : 'none')
}

function declaredLength(headers: Answer['headers']): number | undefined {
  const declared = headers.find(([name]) => name === 'content-length')?.[1]
  return declared !== undefined && /^\d{1,15}$/.test(declared) ? Number(declared) : undefined
}

async function sendStream(
  outbox: Outbox,
  { isOld }: Pick<RequestHead, 'isOld'>,
  answer: Answer,
  body: ReadableStream<Uint8Array>,
  isLast: boolean,
): Promise<void> {
  const declared = declaredLength(answer.headers)
  const framing = declared ?? (isOld ? 'close' : 'chunked')
  sendHead(outbox, answer, encodeAnswerHead(answer, framing, isLast))
  let sent = 0
  const reader = body.getReader()
  // Whoever makes it may be waiting for the next event, and ends with this.
  outbox.whenClosed(() => reader.cancel().catch(() => {}))
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    const piece = next.value
    if (piece.byteLength === 0) continue
    sent += piece.byteLength
    if (declared !== undefined && sent > declared)
      throw new Error(`The answer's content-length is ${declared}, but its body is longer.`)
    if (framing === 'chunked') {
      sendAscii(outbox, `${piece.byteLength.toString(16)}\r\n`)
      outbox.send(piece)
      sendAscii(outbox, '\r\n')
    } else outbox.send(piece)
    await outbox.emptied()
  }
  if (outbox.isClosed) return
  if (declared !== undefined && sent < declared)
    throw new Error(`The answer's content-length is ${declared}, but its body has ${sent} bytes.`)
  if (framing === 'chunked') sendAscii(outbox, '0\r\n\r\n')
}

function sendAscii(outbox: Outbox, text: string): void {
  outbox.sendText(text, text.length)
}
