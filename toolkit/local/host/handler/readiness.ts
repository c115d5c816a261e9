import { get } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { listensOnIpv6 } from './listensOnIpv6.ts'

export type Readiness = 'ready' | 'not listening' | 'listening elsewhere' | 'not answering' | 'aborted'

/**
 * Polls `GET /` on the handler's port until any HTTP answer arrives (contract 4.4), for at most `budget`
 * milliseconds. Unlike the real host, the budget also covers a handler that accepts but never answers.
 */
export async function waitUntilListening(
  port: number,
  budget: number,
  signal: AbortSignal,
): Promise<Readiness> {
  const deadline = AbortSignal.timeout(budget)
  const either = AbortSignal.any([signal, deadline])
  let accepted = false
  while (!either.aborted) {
    const answer = await probe(port, either)
    if (answer === 'answered') return 'ready'
    accepted = answer === 'silent'
    if (!either.aborted) await sleep(POLL_INTERVAL, undefined, { signal: either }).catch(() => undefined)
  }
  if (signal.aborted) return 'aborted'
  if (accepted) return 'not answering'
  return (await listensOnIpv6(port)) ? 'listening elsewhere' : 'not listening'
}

const POLL_INTERVAL = 25

function probe(port: number, signal: AbortSignal): Promise<'answered' | 'silent' | 'refused'> {
  return new Promise((resolve) => {
    let connected = false
    const request = get({ host: '127.0.0.1', port, path: '/', agent: false, signal }, (response) => {
      response.resume()
      response.on('error', () => undefined)
      resolve('answered')
    })
    request.on('socket', (socket) => socket.once('connect', () => (connected = true)))
    request.on('error', (error: NodeJS.ErrnoException) => {
      if (signal.aborted) resolve(connected ? 'silent' : 'refused')
      // An answer that is not HTTP is still a sign of life.
      else resolve(error.code?.startsWith('HPE_') ? 'answered' : 'refused')
    })
  })
}
