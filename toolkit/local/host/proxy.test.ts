import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { eventually, fixture, type RunningApp, runApp, type TestApp } from './fixtures/testApp.ts'

const proxying = (app: TestApp): TestApp => ({
  ...app,
  customHandler: { enableProxyingHttpRequest: true, enableForwardingHttpRequest: true },
})

function open(app: RunningApp, method: string, headers: Readonly<Record<string, string>>) {
  return request(`${app.url}/api/hello?a=1&a=2&flag`, { method, headers })
}

describe('a proxied HTTP function', () => {
  it('gets the request untouched but for three headers, its chunked body too', async () => {
    await using app = await runApp(proxying({}))
    const call = open(app, 'PUT', {
      Host: 'shop.example',
      'User-Agent': 'test/1',
      'X-Ms-Invocation-Id': 'mine',
    })
    call.write('ab')
    call.end('c')
    await eventually('the request', () => app.requests().length > 0)
    const id = expect.stringMatching(/^[0-9a-f-]{36}$/)
    expect(app.requests()).toEqual([
      {
        method: 'PUT',
        url: '/api/hello?a=1&a=2&flag',
        rawHeaders: [
          'Host',
          'shop.example',
          'User-Agent',
          'test/1',
          'X-Azure-Functions-HostVersion',
          '4.1037.0.0',
          'X-Azure-Functions-InvocationId',
          id,
          'x-ms-invocation-id',
          id,
          'Transfer-Encoding',
          'chunked',
        ],
        body: 'abc',
      },
    ])
  })

  it('streams both ways: the answer begins before the request has ended', async () => {
    const description = { defaultExecutablePath: 'node', arguments: [fixture('streamingHandler.ts')] }
    await using app = await runApp({ customHandler: { description, enableProxyingHttpRequest: true } })
    const call = open(app, 'POST', {})
    call.write('first')
    const text = await new Promise<string>((resolve, reject) => {
      call.on('error', reject)
      call.on('response', (response) => {
        let text = ''
        response.on('data', (chunk) => {
          text += chunk
          if (text === 'FIRST') call.end('second')
        })
        response.on('end', () => resolve(text))
      })
    })
    expect(text).toBe('FIRSTSECOND')
    await eventually('the log', () => /Executed 'Functions\.hello' \(Succeeded/.test(app.messages()))
  })

  it('answers 500 when the handler breaks the connection', async () => {
    await using app = await runApp(proxying({ answers: { '/api/hello': { exit: 9 } } }))
    const response = await fetch(`${app.url}/api/hello`)
    expect([response.status, await response.text()]).toEqual([500, ''])
    expect(app.messages()).toContain('Failed to proxy request with ForwarderError: socket hang up')
  })

  it('tells the handler when the client goes away', async () => {
    await using app = await runApp(proxying({ answers: { '/api/hello': { delay: 60_000 } } }))
    const leaving = new AbortController()
    const call = fetch(`${app.url}/api/hello`, { signal: leaving.signal })
    await eventually('the request', () => app.requests().length > 0)
    leaving.abort()
    await expect(call).rejects.toThrow()
    await eventually('the log', () =>
      app.messages().includes('warning: The client went away before it had the whole answer.'),
    )
  })
})
