import { expect, it } from 'vitest'
import { httpFunction, runApp } from './fixtures/testApp.ts'

const customHeaders = { 'X-Build-Id': '0123456789abcdef' }
const hostJson = { extensions: { http: { customHeaders } } }
const own = ['X-Build-Id', 'own']

it.each([
  ['forwarded', { enableForwardingHttpRequest: true }],
  ['proxied', { enableProxyingHttpRequest: true }],
])('headers of host.json are on every %s answer that lacks them', async (_, customHandler) => {
  await using app = await runApp({
    hostJson,
    customHandler,
    functions: { hello: httpFunction(), own: httpFunction() },
    answers: { '/api/own': { headers: own } },
  })
  expect((await fetch(`${app.url}/api/hello`)).headers.get('x-build-id')).toBe('0123456789abcdef')
  expect((await fetch(`${app.url}/api/own`)).headers.get('x-build-id')).toBe('own')
})

it('they are on the answer of an invocation, and on that for a path no function has', async () => {
  await using app = await runApp({ hostJson, answers: { '/hello': { json: { ReturnValue: 'hi' } } } })
  for (const path of ['/api/hello', '/api/none', '/runtime/webhooks/none']) {
    expect((await fetch(app.url + path)).headers.get('x-build-id')).toBe('0123456789abcdef')
  }
})
