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
