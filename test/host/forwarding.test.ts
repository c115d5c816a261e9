import { describe, expect, it } from 'vitest'
import { httpFunction, runApp } from '../../toolkit/local/host/fixtures/testApp.ts'
import { sendChunked } from '../support/chunked.ts'

const customHandler = { enableForwardingHttpRequest: true }
const moved = { status: 302, headers: ['Location', '/other'], text: 'moved' }

describe('contract 13.2, forwarding', () => {
  it('23. forwards only functions of HTTP alone, with their path, merged query and added headers', async () => {
    const out = { name: 'out', type: 'queue', direction: 'out', queueName: 'q' }
    await using app = await runApp({
      customHandler,
      functions: { hello: httpFunction({ route: 'shop/{id}' }), both: httpFunction({}, out) },
      environment: { AzureWebJobsStorage: 'UseDevelopmentStorage=true' },
    })
    const headers = {
      Host: 'shop.example',
      'User-Agent': 'test/1',
      'x-functions-key': 'k',
      'X-Azure-Functions-HostVersion': 'mine',
    }
    await fetch(`${app.url}/api/shop/a%20b?a=1&B=2&A=3&flag`, { method: 'PATCH', headers, body: 'text' })
    await fetch(`${app.url}/api/both`)
    const [forwarded, envelope] = app.requests()
    expect(forwarded).toMatchObject({
      method: 'PATCH',
      url: '/api/shop/a%20b?a=1,3&B=2&flag=',
      body: 'text',
    })
    const sent = forwarded?.rawHeaders ?? []
    const values = (name: string) => sent.filter((_, i) => i % 2 === 1 && sent[i - 1]?.toLowerCase() === name)
    expect(values('user-agent')).toEqual([expect.stringMatching(/^test\/1 Azure-Functions-Host\/4\./)])
    expect(values('x-azure-functions-invocationid')).toHaveLength(1)
    expect(values('x-azure-functions-hostversion')).toEqual([expect.stringMatching(/^mine, 4\./)])
    expect(values('x-functions-key')).toEqual(['k'])
    expect(values('host')).toEqual([new URL(app.url).host]) // what fetch makes of it
    expect([envelope?.method, envelope?.url]).toEqual(['POST', '/both'])
  })

  it('23. relays any status, several cookies and no redirect', async () => {
    const headers = ['Location', '/other', 'Set-Cookie', 'a=1', 'Set-Cookie', 'b=2', 'X-Own', '1']
    await using app = await runApp({
      customHandler,
      answers: { '/api/hello': { status: 302, headers, text: 'moved' } },
    })
    const response = await fetch(`${app.url}/api/hello`, { redirect: 'manual' })
    expect([response.status, await response.text()]).toEqual([302, 'moved'])
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
    expect(response.headers.get('x-own')).toBe('1')
    expect(app.requests()).toHaveLength(1)
    expect(app.messages()).toContain(`Executed 'Functions.hello' (Succeeded`)
    app.answer({ '/api/hello': { status: 503, text: 'down' } })
    expect((await fetch(`${app.url}/api/hello`)).status).toBe(503)
    expect(app.messages()).not.toContain('(Failed')
  })

  it('24. fails a chunked request in forwarding mode and drops its body in default mode', async () => {
    await using app = await runApp({ customHandler })
    expect(await sendChunked(`${app.url}/api/hello`, {}, ['a', 'b'])).toBe(500)
    expect(app.requests()).toEqual([])
    await using plain = await runApp({})
    expect(await sendChunked(`${plain.url}/api/hello`, {}, ['a', 'b'])).toBe(204)
    expect(JSON.parse(plain.requests()[0]?.body ?? '').Data.req).not.toHaveProperty('Body')
  })

  it('25. follows redirects of the envelope only where forwarding is off', async () => {
    const out = { name: 'out', type: 'queue', direction: 'out', queueName: 'q' }
    const app = (handler: object) =>
      runApp({
        functions: { hello: httpFunction({}, out) },
        customHandler: handler,
        environment: { AzureWebJobsStorage: 'UseDevelopmentStorage=true' },
        answers: { '/hello': moved, '/other': { json: { Outputs: { res: { statusCode: 201 } } } } },
      })
    await using plain = await app({})
    expect((await fetch(`${plain.url}/api/hello`)).status).toBe(201)
    expect(plain.requests().map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST /hello',
      'GET /other',
    ])
    await using forwarding = await app(customHandler)
    expect((await fetch(`${forwarding.url}/api/hello`)).status).toBe(500)
    expect(forwarding.requests()).toHaveLength(1)
  })

  it.each([
    ['default mode', {}],
    ['forwarding', customHandler],
    ['proxying', { enableProxyingHttpRequest: true }],
  ])('34. ends a call that exceeds functionTimeout in %s', async (_mode, handler) => {
    const slow = { json: {}, delay: 60_000 }
    await using app = await runApp({
      customHandler: handler,
      hostJson: { functionTimeout: '00:00:01' },
      answers: { '/hello': slow, '/api/hello': slow },
    })
    const response = await fetch(`${app.url}/api/hello`)
    expect([response.status, await response.text()]).toEqual([500, ''])
    expect(app.messages()).toContain(`Timeout value of 00:00:01 exceeded by function 'Functions.hello'.`)
  })
})
