import { isOfConnection } from '../connectionHeaders.ts'
import type { Answer } from './answer.ts'
import { phraseOf } from './phrase.ts'

/** How the client finds the end of the answer's body: a number of bytes, chunks, the end of the connection, or none is sent. */
export type AnswerFraming = number | 'chunked' | 'close' | 'none'

/** The status line and the header fields, with the empty line that ends them. */
export function encodeAnswerHead(answer: Fields, framing: AnswerFraming, isLast: boolean): string {
  let head = startOf(answer)
  if (typeof framing === 'number') head += `content-length: ${framing}\r\n`
  else if (framing === 'chunked') head += 'transfer-encoding: chunked\r\n'
  return isLast ? `${head}connection: close\r\n\r\n` : `${head}\r\n`
}

type Fields = Pick<Answer, 'status' | 'headers'>

// Answers of one kind share one list of fields: its text is made once a second.
let started = ''
let startedFields: Fields['headers'] | undefined
let startedStatus = 0
let startedDate = ''

function startOf({ status, headers }: Fields): string {
  const date = dateField()
  if (headers === startedFields && status === startedStatus && date === startedDate) return started
  started = `HTTP/1.1 ${status} ${status === 200 ? 'OK' : phraseOf(status)}\r\n`
  for (const [name, value] of headers) {
    if (name !== 'content-length' && name !== 'date' && !isOfConnection(name))
      started += `${name}: ${value}\r\n`
  }
  started += date
  startedFields = headers
  startedStatus = status
  startedDate = date
  return started
}

// A text of each second is made once.
let datedSecond = 0
let dated = ''

function dateField(): string {
  const second = Math.trunc(Date.now() / 1000)
  if (second !== datedSecond) {
    datedSecond = second
    dated = `date: ${new Date(second * 1000).toUTCString()}\r\n`
  }
  return dated
}
