import { ofConnection } from '../connectionHeaders.ts'
import type { Answer } from './answer.ts'

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
  started = `HTTP/1.1 ${status} ${phrases[status] ?? ''}\r\n`
  for (const [name, value] of headers) {
    if (!ours.has(name)) started += `${name}: ${value}\r\n`
  }
  started += date
  startedFields = headers
  startedStatus = status
  startedDate = date
  return started
}

const ours: ReadonlySet<string> = new Set(['content-length', 'date', ...ofConnection])

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

const phrases: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'No Content',
  206: 'Partial Content',
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  304: 'Not Modified',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  412: 'Precondition Failed',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  417: 'Expectation Failed',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  503: 'Service Unavailable',
}
