import type { Refusal, RequestHead } from './requestHead.ts'

/** What a request calls this host, as part of its URL. */
export function hostOf(head: HostFields): string {
  return head.header('host') ?? (head.isOld ? 'localhost' : '')
}

/** A URL is made of it, and neither may reach into the other's part of it. Undefined: it can. */
export function refuseHost(head: HostFields): Refusal | undefined {
  const host = hostOf(head)
  if (host === lastValid && host !== '') return undefined
  if (!/^[\w.:[\]~!$&'()*+,;=%-]+$/.test(host) || !URL.canParse(`http://${host}`)) return invalidHost
  lastValid = host
  return undefined
}

type HostFields = Pick<RequestHead, 'header' | 'isOld'>

// One client, the Functions host, sends one Host field for long: it is looked at once.
let lastValid = ''

const invalidHost: Refusal = { status: 400, reason: 'The Host header is not valid.' }
