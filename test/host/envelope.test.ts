import { describe, expect, it } from 'vitest'
import { httpFunction, type RunningApp, runApp } from '../../toolkit/local/host/fixtures/testApp.ts'
import { sendRaw } from '../support/rawRequest.ts'

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

const envelope = (app: RunningApp, index = 0) => JSON.parse(app.requests()[index]?.body ?? '')

const post = (app: RunningApp, path: string, body: string | Buffer, type: string) =>
  fetch(`${app.url}${path}`, { method: 'POST', body: Buffer.from(body), headers: { 'Content-Type': type } })

describe('contract 13.2, the envelope', () => {
  it('13. posts to /<FunctionName> with its own headers and two PascalCase members', async () => {
    await using app = await runApp({ functions: { MyOrders: httpFunction({ route: 'x/{id}' }) } })
    await fetch(`${app.url}/api/x/1?a=b`, { headers: { 'X-Own': 'client' } })
    const [call] = app.requests()
    expect([call?.method, call?.url]).toEqual(['POST', '/MyOrders'])
    expect(call?.rawHeaders).toEqual([
      'Host',
      expect.stringMatching(/^127\.0\.0\.1:\d+$/),
      'X-Azure-Functions-HostVersion',
      expect.stringMatching(/^4\.\d+\.\d+\.\d+$/),
      'X-Azure-Functions-InvocationId',
      expect.stringMatching(GUID),
      'User-Agent',
      expect.stringMatching(/^Azure-Functions-Host\/4\.\d+\.\d+\.\d+$/),
      'Transfer-Encoding',
      'chunked',
      'Content-Type',
      'application/json; charset=utf-8',
    ])
    expect(Object.keys(envelope(app))).toEqual(['Data', 'Metadata'])
    expect(call?.body).toBe(JSON.stringify(envelope(app)))
  })

  it('14. encodes texts twice, objects once, drops nulls and triggers, and flattens the body', async () => {
    await using app = await runApp({ functions: { hello: httpFunction({ route: 'hello/{id?}' }) } })
    const body = {
      text: 'a"b',
      count: 12,
      on: true,
      at: '2026-01-02T03:04:05.000Z',
      inner: { x: 1, at: '2026-01-02T03:04:05.000Z' },
      list: [1],
      none: null,
      myTrigger: 'gone',
      id: 'body',
    }
    await post(app, '/api/hello/7?text=query&code=key', JSON.stringify(body), 'application/json')
    const { Metadata } = envelope(app)
    expect(Metadata).toMatchObject({
      text: '"query"',
      count: '"12"',
      on: '"True"',
      at: '"01/02/2026 03:04:05"',
      inner: { x: 1, at: '2026-01-02T03:04:05Z' },
      id: '"7"',
      Query: { text: 'query', code: 'key' },
      sys: {
        MethodName: 'hello',
        UtcNow: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/),
        RandGuid: expect.stringMatching(GUID),
      },
    })
    for (const dropped of ['list', 'none', 'myTrigger', 'code', 'req']) {
      expect(Metadata).not.toHaveProperty(dropped)
    }
  })

  it('15. makes Data.req of a request: arrays for headers, joined query, last wins in Metadata', async () => {
    await using app = await runApp({ functions: { hello: httpFunction({ route: 'Items/{id}/{part?}' }) } })
    await sendRaw(
      app.url,
      'PUT /api/%69tems/./3?a=1&a=2&flag HTTP/1.1\r\nX-Two: a\r\nx-two: b\r\nsec-own: 1\r\nhost: shop.example\r\ncontent-type: text/plain\r\nContent-Length: 3\r\nConnection: close\r\n\r\näx',
    )
    const { Data, Metadata } = envelope(app)
    expect(Data.req).toMatchObject({
      Url: 'http://shop.example/api/items/3?a=1&a=2&flag',
      Method: 'PUT',
      Query: { a: '1,2', flag: '' },
      Headers: { Host: ['shop.example'], 'X-Two': ['a', 'b'], 'Content-Length': ['3'] },
      Params: { id: '3', part: null },
      Identities: [{ AuthenticationType: null, IsAuthenticated: false, Claims: [] }],
      Body: 'äx',
    })
    // As Kestrel has them: in its order and spelling where it knows them.
    const names = ['Connection', 'Host', 'Content-Type', 'Content-Length', 'X-Two', 'sec-own']
    expect([Object.keys(Data.req.Headers), Object.keys(Metadata.Headers)]).toEqual([names, names])
    expect(Metadata).toMatchObject({ a: '"2"', Query: { a: '2' }, Headers: { 'X-Two': 'a,b' } })
    expect(Metadata).not.toHaveProperty('part')
  })

  it.each([
    ['application/octet-stream', Buffer.from([0, 255]), 'AP8='],
    ['multipart/form-data; boundary=x', Buffer.from('--x'), Buffer.from('--x').toString('base64')],
    ['application/json', Buffer.from('{"a":1}'), '{"a":1}'],
    ['image/png', Buffer.from([0x89, 0x50]), '\uFFFDP'],
  ])('15. gives a body of %s', async (type, body, expected) => {
    await using app = await runApp({})
    await post(app, '/api/hello', body, type)
    expect(envelope(app).Data.req.Body).toBe(expected)
  })

  it('15. gives no Body without a Content-Length above 0', async () => {
    await using app = await runApp({})
    await fetch(`${app.url}/api/hello`)
    await post(app, '/api/hello', '', 'text/plain')
    expect(envelope(app, 0).Data.req).not.toHaveProperty('Body')
    expect(envelope(app, 1).Data.req).not.toHaveProperty('Body')
  })
})
