import { describe, expect, test } from 'vitest'
import { app, forward, invoke, lines, send, useEmptyApp } from './testing/testHost.ts'

useEmptyApp()

describe('a forwarded request', () => {
  test('reaches the function as the client sent it, with decoded route values', async () => {
    app.http('echo', {
      route: 'echo/{id:int}/{*rest}',
      methods: ['PUT'],
      handler: async (request) => ({
        jsonBody: {
          method: request.method,
          url: request.url,
          query: request.query.getAll('a'),
          params: request.params,
          header: request.headers.get('x-own'),
          body: await request.text(),
        },
      }),
    })
    const response = await forward('/api/echo/7/a%20b/c?a=1&a=2', {
      method: 'PUT',
      headers: { 'x-own': 'mine', 'x-forwarded-proto': 'https' },
      body: 'hé',
    })
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(await response.json()).toEqual({
      method: 'PUT',
      url: 'https://127.0.0.1:1/api/echo/7/a%20b/c?a=1&a=2',
      query: ['1', '2'],
      params: { id: '7', rest: 'a b/c' },
      header: 'mine',
      body: 'hé',
    })
  })

  test('is answered with bytes, status, headers and every cookie', async () => {
    app.http('image', {
      handler: async () => ({
        status: 201,
        headers: { 'content-type': 'image/png', etag: '"1"' },
        body: new Uint8Array([0x89, 0, 0xff]),
        cookies: [
          { name: 'a', value: '1' },
          { name: 'b', value: '2', sameSite: 'Lax' },
        ],
      }),
    })
    const response = await forward('/api/image')
    expect([response.status, response.headers.get('content-type'), response.headers.get('etag')]).toEqual([
      201,
      'image/png',
      '"1"',
    ])
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2; SameSite=Lax'])
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(new Uint8Array([0x89, 0, 0xff]))
  })

  test('may carry bytes and be answered with a stream', async () => {
    app.http('double', {
      methods: ['POST'],
      handler: async (request) => {
        const bytes = new Uint8Array(await request.arrayBuffer())
        return { body: new Blob([bytes, bytes]).stream() }
      },
    })
    const response = await forward('/api/double', { method: 'POST', body: new Uint8Array([1, 255]) })
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(new Uint8Array([1, 255, 1, 255]))
  })

  test.each([204, 304])('may be answered %i without a body', async (status) => {
    app.http('empty', { handler: async () => ({ status }) })
    const response = await forward('/api/empty')
    expect([response.status, await response.text()]).toEqual([status, ''])
  })

  test('is answered 204 when the function returns nothing', async () => {
    app.http('nothing', { handler: async () => undefined as never })
    expect((await forward('/api/nothing')).status).toBe(204)
  })

  test('whose function throws is answered 500 without the reason, which goes to stderr', async () => {
    app.http('bad', {
      handler: async () => {
        throw new Error('the warning database is gone')
      },
    })
    const response = await forward('/api/bad')
    expect([response.status, await response.text()]).toEqual([500, ''])
    expect(lines).toHaveLength(1)
    expect(lines[0]?.replaceAll('\u2060', '')).toMatch(
      /^err \[error\] bad \(id-1\): Error: the warning database is gone \| at /,
    )
    expect(lines[0]).not.toMatch(/warn/i)
  })

  test.each(['text', 7, true])('whose function returns %j instead of a response fails', async (value) => {
    app.http('odd', { handler: async () => value as never })
    expect((await forward('/api/odd')).status).toBe(500)
    expect(lines[0]).toContain('The HTTP response must be an object')
  })

  test('to an unknown path is 404 and with a wrong verb 405', async () => {
    app.http('only', { methods: ['GET'], handler: async () => ({}) })
    const unknown = await forward('/api/else')
    const wrong = await forward('/api/only', { method: 'DELETE' })
    expect([unknown.status, await unknown.text()]).toEqual([404, 'No function answers /api/else.\n'])
    expect([wrong.status, await wrong.text()]).toEqual([405, '/api/only does not take DELETE.\n'])
  })

  test('is found at /<function> only when the route prefix is empty', async () => {
    app.http('plain', { methods: ['POST'], handler: async () => ({ body: 'forwarded' }) })
    expect((await invoke('/plain', {})).status).toBe(404)
    expect(await (await invoke('/plain', {}, { routePrefix: '' })).text()).toBe('forwarded')
  })
})

describe('the probe GET /', () => {
  test('is answered without running a function', async () => {
    app.http('all', { route: '{*path}', handler: async () => ({ body: 'function' }) })
    const probe = await send(new Request('http://127.0.0.1:1/'), { routePrefix: '' })
    expect([probe.status, await probe.text()]).toEqual([200, 'ready\n'])
  })

  test('is a request like any other when it bears an invocation id', async () => {
    app.http('all', { route: '{*path}', handler: async () => ({ body: 'function' }) })
    const headers = { 'x-azure-functions-invocationid': 'id-1' }
    const response = await send(new Request('http://127.0.0.1:1/', { headers }), { routePrefix: '' })
    expect(await response.text()).toBe('function')
  })
})
