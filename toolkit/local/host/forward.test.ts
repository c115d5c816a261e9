import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { fixture, httpFunction, type RunningApp, runApp, type TestApp } from './fixtures/testApp.ts'

const forwarding = (app: TestApp): TestApp => ({
  ...app,
  customHandler: { enableForwardingHttpRequest: true },
})

/** Sends bytes as they are and gives the whole answer. */
async function exchange(app: RunningApp, text: string): Promise<string> {
  const socket = connect(Number(new URL(app.url).port), '127.0.0.1')
  socket.write(text.replaceAll('\n', '\r\n'))
  let answer = ''
  for await (const chunk of socket) answer += String(chunk)
  return answer
}

describe('a forwarded HTTP function', () => {
  it('gets the original request with two headers more and a longer User-Agent', async () => {
    await using app = await runApp(
      forwarding({ functions: { hello: httpFunction({ route: 'orders/{id}' }) } }),
    )
    await exchange(
      app,
      'POST /api/orders/a%20b?x=1&y=2&X=3&flag HTTP/1.1\nHost: shop.example\nx-functions-key: k\nCookie: a=1\n' +
        'User-Agent: test/1\nContent-Encoding: gzip\nContent-Type: text/plain\nContent-Length: 3\nConnection: close\n\nabc',
    )
    expect(app.requests()).toEqual([
      {
        method: 'POST',
        url: '/api/orders/a%20b?x=1,3&y=2&flag=',
        rawHeaders: [
          'Connection',
          'close',
          'Host',
          'shop.example',
          'User-Agent',
          'test/1 Azure-Functions-Host/4.1037.0.0',
          'Cookie',
          'a=1',
          'x-functions-key',
          'k',
          'X-Azure-Functions-HostVersion',
          '4.1037.0.0',
          'X-Azure-Functions-InvocationId',
          expect.stringMatching(/^[0-9a-f-]{36}$/),
          'Content-Length',
          '3',
          'Content-Type',
          'text/plain',
        ],
        body: 'abc',
      },
    ])
  })

  it('relays status, headers and body as they are, a redirect too', async () => {
    const headers = ['Location', '/elsewhere', 'Set-Cookie', 'a=1', 'Set-Cookie', 'b=2', 'X-Any', 'y']
    await using app = await runApp(
      forwarding({ answers: { '/api/hello': { status: 302, headers, text: 'moved' } } }),
    )
    const response = await fetch(`${app.url}/api/hello`, { redirect: 'manual' })
    expect(response.status).toBe(302)
    expect(response.headers.get('location')).toBe('/elsewhere')
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
    expect(response.headers.get('content-length')).toBe('5')
    expect(await response.text()).toBe('moved')
    expect(app.messages()).toMatch(/Executed 'Functions\.hello' \(Succeeded, Id=/)
  })

  it('counts an HTTP error of the handler as a success', async () => {
    await using app = await runApp(forwarding({ answers: { '/api/hello': { status: 503, text: 'busy' } } }))
    const response = await fetch(`${app.url}/api/hello`)
    expect([response.status, await response.text()]).toEqual([503, 'busy'])
    expect(app.messages()).toMatch(/Executed 'Functions\.hello' \(Succeeded, Id=/)
  })

  it('answers HEAD with the headers alone', async () => {
    await using app = await runApp(
      forwarding({ answers: { '/api/hello': { headers: ['Content-Length', '9'] } } }),
    )
    const answer = await exchange(app, 'HEAD /api/hello HTTP/1.1\nHost: x\nConnection: close\n\n')
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\nContent-Length: 9\r\n/)
    expect(answer.endsWith('\r\n\r\n')).toBe(true)
    expect(app.requests()[0]?.method).toBe('HEAD')
  })

  it('gets a Content-Length of 0 with an empty POST', async () => {
    await using app = await runApp(forwarding({}))
    await exchange(app, 'POST /api/hello HTTP/1.1\nHost: x\nConnection: close\n\n')
    expect(app.requests()[0]?.rawHeaders.join(' ')).toContain('Content-Length 0')
  })

  it('does not get a Trailer, which announces what no forwarded request has', async () => {
    await using app = await runApp(forwarding({}))
    const answer = await exchange(app, 'GET /api/hello HTTP/1.1\nHost: a\nTrailer: x\nConnection: close\n\n')
    expect(answer).toMatch(/^HTTP\/1\.1 200 /)
    expect(app.requests()[0]?.rawHeaders).not.toContain('Trailer')
  })

  it('refuses a chunked request with 500 and says why', async () => {
    await using app = await runApp(forwarding({}))
    const answer = await exchange(
      app,
      'POST /api/hello HTTP/1.1\nHost: x\nTransfer-Encoding: chunked\nConnection: close\n\n1\na\n0\n\n',
    )
    expect(answer).toMatch(/^HTTP\/1\.1 500 /)
    expect(app.requests()).toEqual([])
    expect(app.messages()).toContain(
      'The request has Transfer-Encoding: chunked. With enableForwardingHttpRequest the Functions host cannot pass on such a body and answers 500.',
    )
  })

  it('fails with 500 when the handler breaks the connection, and waits for the next handler', async () => {
    await using app = await runApp(forwarding({ answers: { '/api/hello': { exit: 9 } } }))
    expect((await fetch(`${app.url}/api/hello`)).status).toBe(500)
    expect(app.messages()).toContain('The handler broke the connection before it answered')
    app.answer({ '/api/hello': { text: 'back' } })
    // A call that still reaches the dying process is lost with it, here as on Azure (contract 4.5).
    await expect.poll(() => app.messages(), { timeout: 10_000 }).toContain('exited with code 9')
    expect(await (await fetch(`${app.url}/api/hello`)).text()).toBe('back')
  })

  it('survives an answer that cannot be relayed', async () => {
    const description = { defaultExecutablePath: 'node', arguments: [fixture('oddHandler.ts')] }
    await using forwarded = await runApp({
      customHandler: { description, enableForwardingHttpRequest: true },
    })
    await expect(fetch(`${forwarded.url}/api/hello`)).rejects.toThrow()
    expect(forwarded.messages()).toContain('Invalid status code: 42')
    await using proxied = await runApp({ customHandler: { description, enableProxyingHttpRequest: true } })
    expect((await fetch(`${proxied.url}/api/hello`)).status).toBe(500)
  })

  it('is called in default mode when it has an output more', async () => {
    const functions = {
      hello: httpFunction({}, { name: 'out', type: 'queue', direction: 'out', queueName: 'q' }),
    }
    const environment = { AzureWebJobsStorage: 'UseDevelopmentStorage=true' }
    await using app = await runApp(forwarding({ functions, environment }))
    await fetch(`${app.url}/api/hello`)
    expect(app.requests()[0]?.url).toBe('/hello')
  })
})
