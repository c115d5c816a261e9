import type { Refusal } from '../refusal.ts'
import type { RequestHead } from './requestHead.ts'

/** What a request calls this host, as part of its URL. */
export function hostOf(head: HostFields): string {
  return head.header('host') ?? (head.isOld ? 'localhost' : '')
}

/** A URL is made of it, and neither may reach into the other's part of it. Undefined: it can. */
export function refuseHost(head: HostFields & Pick<RequestHead, 'has'>): Refusal | undefined {
  if (lastValid !== '' && head.has('host', lastValid)) return undefined
  const host = hostOf(head)
  if (!isPlainHost(host) && !(isHostText(host) && isInUrl(host))) return invalidHost
  lastValid = host
  return undefined
}

type HostFields = Pick<RequestHead, 'header' | 'isOld'>

// One client, the Functions host, sends one Host field for long: it is looked at once.
let lastValid = ''

const invalidHost: Refusal = { status: 400, reason: 'The Host header is not valid.' }

// What URL would take, without it: a name of letters, or localhost's number, and perhaps a short port.
function isPlainHost(host: string): boolean {
  const colon = host.indexOf(':')
  const name = colon === -1 ? host : host.slice(0, colon)
  const port = colon === -1 ? '80' : host.slice(colon + 1)
  // No loop over the port: Number takes more than digits, but then a text is not the number's own.
  const number = Number(port)
  const isNatural = Number.isInteger(number) && number >= 0 && port === String(number)
  return isNatural && port.length < 5 && (name === '127.0.0.1' || isEach(name, isLetter))
}

// A function of its own, because to name URL takes a part of a start.
function isInUrl(host: string): boolean {
  return URL.canParse(`http://${host}`)
}

function isHostText(host: string): boolean {
  return isEach(
    host,
    (code) => isLetter(code) || isDigit(code) || ".-_~:[]!$&'()*+,;=%".includes(String.fromCharCode(code)),
  )
}

function isEach(text: string, is: (code: number) => boolean): boolean {
  for (let index = 0; index < text.length; index += 1) if (!is(text.charCodeAt(index))) return false
  return text !== ''
}

function isLetter(code: number): boolean {
  return (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39
}
