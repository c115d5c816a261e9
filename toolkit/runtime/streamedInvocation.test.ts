import { beforeAll, describe, expect, test } from 'vitest'
import { createHandle } from './handle.ts'
import { registry } from './registry.ts'
import { app, envelopeOf, httpData, lines, output, useEmptyApp } from './testing/testHost.ts'
import { fromRequest, toResponse } from './testing/webHandle.ts'

useEmptyApp()

const library: { uri?: string } = {}
beforeAll(async () => {
  app.setup({ enableHttpStream: true })
  app.http('first', { handler: async () => ({}) })
  const capabilities = await registry.requireModel().getCapabilities?.({})
  library.uri = capabilities?.HttpUri
})

let count = 0
async function send(path: string, init: RequestInit & { duplex?: 'half' } = {}): Promise<Response> {
  count += 1
  const headers = { 'x-azure-functions-invocationid': `id-${count}`, 'x-own': 'mine', ...init.headers }
  const handle = createHandle(
    registry.all(),
    { routePrefix: 'api', forwarding: true, proxying: false },
    library.uri,
  )
  return toResponse(await handle(fromRequest(new Request(`http://127.0.0.1:1${path}`, { ...init, headers }))))
}

describe('an app that streams HTTP', () => {
  test('gets the request and answers with status, headers, cookies and bytes', async () => {
    app.http('echo', {
      route: 'echo/{id}',
      methods: ['POST'],
      handler: async (request) => ({
        status: 201,
        headers: {
          'x-url': request.url,
          'x-id': request.params.id ?? '',
          'x-own': request.headers.get('x-own') ?? '',
        },
        cookies: [
          { name: 'a', value: '1' },
          { name: 'b', value: '2' },
        ],
        body: new Uint8Array(await request.arrayBuffer()),
      }),
    })
    const response = await send('/api/echo/7?q=1', { method: 'POST', body: new Uint8Array([1, 255]) })
    expect([response.status, response.headers.get('x-id'), response.headers.get('x-own')]).toEqual([
      201,
      '7',
      'mine',
    ])
    expect(response.headers.get('x-url')).toBe('http://127.0.0.1:1/api/echo/7?q=1')
    expect(library.uri).toMatch(/^http:\/\/localhost:\d+\/$/)
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(new Uint8Array([1, 255]))
  })

  test('answers piece by piece', async () => {
    const gate = Promise.withResolvers<void>()
    app.http('pieces', {
      handler: async () => {
        async function* pieces() {
          yield new TextEncoder().encode('one ')
          await gate.promise
          yield new TextEncoder().encode('two')
        }
        return { body: pieces() }
      },
    })
    const response = await send('/api/pieces')
    const reader = response.body?.getReader()
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('one ')
    gate.resolve()
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('two')
    expect((await reader?.read())?.done).toBe(true)
  })

  test('answers 204 when its function returns nothing', async () => {
    app.http('nothing', { handler: async () => undefined as never })
    expect((await send('/api/nothing')).status).toBe(204)
  })

  test('answers 500 when its function throws', async () => {
    app.http('bad', {
      handler: async () => {
        throw new Error('no stream today')
      },
    })
    const response = await send('/api/bad')
    expect([response.status, await response.text()]).toEqual([500, ''])
    expect(lines.join()).toContain('Error: no stream today')
  })

  test('still answers in the envelope where a function has further outputs', async () => {
    const queue = output.storageQueue({ queueName: 'q', connection: 'C' })
    app.http('order', {
      extraOutputs: [queue],
      handler: async (request, context) => {
        context.extraOutputs.set(queue, await request.text())
        return { status: 202, body: 'taken' }
      },
    })
    const body = JSON.stringify(envelopeOf('order', httpData({ Body: 'tea' })))
    const response = await send('/order', { method: 'POST', body })
    const { Outputs } = JSON.parse(await response.text())
    expect(Outputs[queue.name]).toEqual(['tea'])
    expect(Outputs.res).toMatchObject({ statusCode: 202, body: 'taken' })
  })

  test('says in the envelope that several cookies cannot be sent', async () => {
    app.http('baker', {
      extraOutputs: [output.storageQueue({ queueName: 'q', connection: 'C' })],
      handler: () => ({ cookies: ['a', 'b'].map((name) => ({ name, value: '1' })) }),
    })
    const body = JSON.stringify(envelopeOf('baker', httpData()))
    expect((await send('/baker', { method: 'POST', body })).status).toBe(500)
    expect(lines.join()).toContain('The answer has several cookies')
  })

  test('takes a GET with a body in the envelope, whose body it cannot have', async () => {
    app.http('getter', {
      extraOutputs: [output.storageQueue({ queueName: 'q', connection: 'C' })],
      handler: (request) => ({ body: request.method }),
    })
    const body = JSON.stringify(envelopeOf('getter', httpData({ Method: 'GET', Body: 'tea' })))
    const { Outputs } = JSON.parse(await (await send('/getter', { method: 'POST', body })).text())
    expect(Outputs.res).toMatchObject({ statusCode: 200, body: 'GET' })
  })
})
