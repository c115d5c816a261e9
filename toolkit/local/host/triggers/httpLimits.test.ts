import { expect, it } from 'vitest'
import { eventually, runApp } from '../fixtures/testApp.ts'

it('adds the headers of host.json to answers that lack them, and turns away what is too much', async () => {
  const http = { customHeaders: { 'X-Frame': 'deny', 'X-Own': 'host' }, maxOutstandingRequests: 1 }
  const res = { headers: { 'x-own': 'handler' }, body: 'slow' }
  await using app = await runApp({
    hostJson: { extensions: { http } },
    answers: { '/hello': { json: { Outputs: { res } }, delay: 500 } },
  })
  const first = fetch(`${app.url}/api/hello`)
  await eventually('the first call', () => app.requests().length === 1)
  const second = await fetch(`${app.url}/api/hello`)
  expect([second.status, second.headers.get('x-function-scaleout')]).toEqual([429, '1'])
  const { headers } = await first
  expect([headers.get('x-frame'), headers.get('x-own')]).toEqual(['deny', 'handler'])
  expect((await fetch(`${app.url}/api/hello?${'a'.repeat(8_192)}`)).status).toBe(414)
})

it('does not keep the place of a client that leaves before its turn', async () => {
  await using app = await runApp({
    hostJson: { extensions: { http: { maxConcurrentRequests: 1, maxOutstandingRequests: 2 } } },
    answers: { '/hello': { json: {}, delay: 500 } },
  })
  const call = (init?: RequestInit) => fetch(`${app.url}/api/hello`, init)
  const first = call()
  await eventually('the first call', () => app.requests().length === 1)
  const leaving = new AbortController()
  const second = call({ signal: leaving.signal })
  await eventually('a full queue', async () => (await call()).status === 429)
  leaving.abort()
  await expect(second).rejects.toThrow()
  expect((await first).status).toBe(204)
  expect((await call()).status).toBe(204)
  expect(app.requests().length).toBe(2)
})
