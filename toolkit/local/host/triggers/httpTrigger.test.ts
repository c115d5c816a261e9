import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { httpFunction, type RunningApp, runApp } from '../fixtures/testApp.ts'

const GUID = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)

interface Raw {
  readonly method?: string
  readonly headers?: readonly string[]
  readonly chunks?: readonly string[]
}

/** Sends exactly these headers; fetch would add its own. */
function send(
  app: RunningApp,
  path: string,
  { method = 'GET', headers = [], chunks = [] }: Raw,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(
      app.url + path,
      { method, headers: ['Host', 'localhost:7071', ...headers] },
      (response) => {
        response.resume()
        response.on('end', () => resolve(response.statusCode ?? 0))
      },
    )
    call.on('error', reject)
    for (const chunk of chunks) call.write(chunk)
    call.end()
  })
}

describe('an HTTP function in default mode', () => {
  it('gets the envelope of the contract, byte for byte', async () => {
    await using app = await runApp({ functions: { orders: httpFunction({ route: 'orders/{id}/{part?}' }) } })
    const headers = [
      'Accept',
      '*/*',
      'X-Two',
      'a',
      'X-Two',
      'b',
      'Content-Type',
      'application/json',
      'Content-Length',
      '22',
    ]
    await send(app, '/API/Orders/42?name=red&name=green&code=key', {
      method: 'POST',
      headers,
      chunks: ['{"title":"a","qty":12}'],
    })
    const [call] = app.requests()
    expect(call?.method).toBe('POST')
    expect(call?.url).toBe('/orders')
    expect(call?.rawHeaders).toEqual([
      'Host',
      expect.stringMatching(/^127\.0\.0\.1:\d+$/),
      'X-Azure-Functions-HostVersion',
      '4.1037.0.0',
      'X-Azure-Functions-InvocationId',
      GUID,
      'User-Agent',
      'Azure-Functions-Host/4.1037.0.0',
      'Transfer-Encoding',
      'chunked',
      'Content-Type',
      'application/json; charset=utf-8',
    ])
    const sent = JSON.parse(call?.body ?? '')
    expect(sent).toEqual({
      Data: {
        req: {
          Url: 'http://localhost:7071/API/Orders/42?name=red&name=green&code=key',
          Method: 'POST',
          Query: { name: 'red,green', code: 'key' },
          Headers: {
            Host: ['localhost:7071'],
            Accept: ['*/*'],
            'X-Two': ['a', 'b'],
            'Content-Type': ['application/json'],
            'Content-Length': ['22'],
            Connection: ['keep-alive'],
          },
          Params: { id: '42', part: null },
          Identities: [
            {
              AuthenticationType: 'WebJobsAuthLevel',
              IsAuthenticated: true,
              Actor: null,
              BootstrapContext: null,
              Claims: [
                {
                  Issuer: 'LOCAL AUTHORITY',
                  OriginalIssuer: 'LOCAL AUTHORITY',
                  Properties: {},
                  Type: 'http://schemas.microsoft.com/2017/07/functions/claims/authlevel',
                  Value: 'Admin',
                  ValueType: 'http://www.w3.org/2001/XMLSchema#string',
                },
              ],
              Label: null,
              Name: null,
              NameClaimType: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name',
              RoleClaimType: 'http://schemas.microsoft.com/ws/2008/06/identity/claims/role',
            },
          ],
          Body: '{"title":"a","qty":12}',
        },
      },
      Metadata: {
        title: '"a"',
        qty: '"12"',
        name: '"green"',
        id: '"42"',
        Query: { name: 'green', code: 'key' },
        Headers: {
          Host: 'localhost:7071',
          Accept: '*/*',
          'X-Two': 'a,b',
          'Content-Type': 'application/json',
          'Content-Length': '22',
          Connection: 'keep-alive',
        },
        sys: {
          MethodName: 'orders',
          UtcNow: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/),
          RandGuid: GUID,
        },
      },
    })
    expect(call?.body).toBe(JSON.stringify(sent))
  })

  it('loses the body of a chunked request, with a warning', async () => {
    await using app = await runApp({})
    const headers = ['Transfer-Encoding', 'chunked']
    expect(await send(app, '/api/hello', { method: 'POST', headers, chunks: ['a', 'b'] })).toBe(204)
    expect(JSON.parse(app.requests()[0]?.body ?? '').Data.req).not.toHaveProperty('Body')
    expect(app.messages()).toContain(
      'warning: The request has Transfer-Encoding: chunked, so the Functions host passes no body to the handler. Send a Content-Length.',
    )
  })

  it('answers what the handler made of it, and logs its lines', async () => {
    const res = { statusCode: '201', headers: { 'X-Count': 3 }, body: { made: true } }
    await using app = await runApp({
      answers: { '/hello': { json: { outputs: { res }, LOGS: ['line 1'] } } },
    })
    const response = await fetch(`${app.url}/api/hello`)
    expect(response.status).toBe(201)
    expect(response.headers.get('x-count')).toBe('3')
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(await response.text()).toBe('{\n  "made": true\n}')
    const line = app.entries.find(({ message }) => message === 'line 1')
    expect(line).toEqual({
      level: 'information',
      category: 'Function.hello.User',
      message: 'line 1',
      functionName: 'hello',
      invocationId: GUID,
    })
    expect(app.messages()).toMatch(
      /information: Executing 'Functions\.hello' \(Reason='This function was programmatically called via the host APIs\.', Id=[0-9a-f-]{36}\)\n/,
    )
    expect(app.messages()).toMatch(
      /information: Executed 'Functions\.hello' \(Succeeded, Id=[0-9a-f-]{36}, Duration=\d+ms\)$/,
    )
  })

  it.each([
    [
      { status: 500, text: 'no luck' },
      'Response status code does not indicate success: 500 (Internal Server Error). Body: no luck',
    ],
    [
      { text: '' },
      'The handler answered 200 with an empty body. On Azure this invocation hangs until functionTimeout.',
    ],
    [
      { text: '{}' },
      `Invalid HttpResponseMessage: its content type is '', not application/json. Status 200, content type ''. Body: {}`,
    ],
    [
      { json: { Outputs: { res: 'plain' } } },
      'Failed while trying to Deserialize to httpOutputBindingResponse. Output is not in expected format.',
    ],
    [
      { json: { Outputs: { res: { statusCode: 42 } } } },
      `The status code 42 is not one of HTTP's, 200 to 999.`,
    ],
    [
      { json: { Outputs: { res: { headers: { 'a b': 'x' } } } } },
      `Response header 'a b' has characters that HTTP does not allow.`,
    ],
  ])('answers an empty 500 to %j and logs why', async (answer, reason) => {
    await using app = await runApp({ answers: { '/hello': answer } })
    const response = await fetch(`${app.url}/api/hello`)
    expect([response.status, await response.text()]).toEqual([500, ''])
    const failure = app.entries.find(({ level }) => level === 'error')
    expect(failure?.message).toMatch(
      /^Executed 'Functions\.hello' \(Failed, Id=[0-9a-f-]{36}, Duration=\d+ms\)\n/,
    )
    expect(failure?.message).toContain(reason)
  })

  it('is reached by its route, methods and prefix only', async () => {
    await using app = await runApp({
      functions: {
        read: httpFunction({ route: 'items/{id:int}', methods: ['get'] }),
        write: httpFunction({ route: 'items/{id:int}', methods: ['put'] }),
        writeAgain: httpFunction({ route: 'items/{id:int}', methods: ['PUT'] }),
        taken: httpFunction({ route: 'admin/x' }),
      },
      hostJson: { extensions: { http: { routePrefix: 'v0' } } },
      environment: { AzureFunctionsJobHost__extensions__http__routePrefix: 'v1' },
      answers: { '/read': { json: { ReturnValue: 'read' } }, '/write': { json: { ReturnValue: 'write' } } },
    })
    const call = async (method: string, path: string) => {
      const response = await fetch(app.url + path, { method })
      return `${response.status} ${await response.text()}`
    }
    expect(await call('GET', '/v1/items/7')).toBe('200 read')
    expect(await call('PUT', '/v1/items/7')).toBe('200 write')
    expect(await call('POST', '/v1/items/7')).toBe('404 ')
    expect(await call('GET', '/v1/items/x')).toBe('404 ')
    expect(await call('GET', '/api/items/7')).toBe('404 ')
    expect(app.messages()).toContain(
      `error: The 'writeAgain' function is in error: The route specified conflicts with the route defined by function 'write'.`,
    )
    expect(app.messages()).toContain(
      `error: The 'taken' function is in error: The specified route conflicts with one or more built in routes.`,
    )
  })

  it('refuses a body over the limit', async () => {
    await using app = await runApp({ environment: { FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: '3' } })
    const put = (body: string) => fetch(`${app.url}/api/hello`, { method: 'PUT', body })
    expect((await put('1234')).status).toBe(413)
    expect((await put('123')).status).toBe(204)
  })
})
