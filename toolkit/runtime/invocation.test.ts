import { describe, expect, test } from 'vitest'
import { app, envelopeOf, forward, httpData, invoke, lines, output, useEmptyApp } from './testing/testHost.ts'

useEmptyApp()

describe('an invocation', () => {
  test('of an HTTP function with a further output answers in res and in Outputs', async () => {
    const queue = output.storageQueue({ queueName: 'q', connection: 'AzureWebJobsStorage' })
    app.http('order', {
      extraOutputs: [queue],
      handler: async (request, context) => {
        context.extraOutputs.set(queue, 'test')
        const query = request.query.getAll('q')
        return { status: 202, jsonBody: { query, id: request.params.id, body: await request.text() } }
      },
    })
    const response = await invoke(
      '/order',
      envelopeOf('order', httpData({ Params: { id: '7', gone: null }, Body: '{"a":1}' })),
    )
    expect(response.headers.get('content-type')).toMatch(/^application\/json/)
    expect(await response.json()).toEqual({
      Outputs: {
        res: {
          statusCode: 202,
          headers: { 'content-type': 'application/json' },
          body: '{"query":["1","2"],"id":"7","body":"{\\"a\\":1}"}',
        },
        [queue.name]: ['test'],
      },
      Logs: [],
      ReturnValue: null,
    })
  })

  test('gets bytes of a binary HTTP body and none of a missing one', async () => {
    const extra = { extraOutputs: [output.storageQueue({ queueName: 'q', connection: 'c' })] }
    app.http('size', {
      ...extra,
      handler: async (request) => ({ body: String((await request.arrayBuffer()).byteLength) }),
    })
    const sizeOf = async (more: object) => {
      const { Outputs } = JSON.parse(await (await invoke('/size', envelopeOf('size', httpData(more)))).text())
      return Outputs.res.body
    }
    const Headers = { 'Content-Type': ['application/octet-stream'] }
    expect(await sizeOf({ Headers, Body: 'AP8=' })).toBe('2')
    expect(await sizeOf({})).toBe('0')
  })

  test('of a queue function gives the message, camel-cased metadata and the return value', async () => {
    app.storageQueue('work', {
      queueName: 'in',
      connection: 'AzureWebJobsStorage',
      return: output.storageBlob({ path: 'out/{id}', connection: 'AzureWebJobsStorage' }),
      handler: (message, context) => ({
        message,
        metadata: context.triggerMetadata,
        retry: context.retryContext,
      }),
    })
    const metadata = {
      DequeueCount: '1',
      Id: '"m-1"',
      RetryContext: { RetryCount: 1, MaxRetryCount: 2, Exception: null },
    }
    const response = await invoke('/work', envelopeOf('work', '"{\\"id\\":\\"7\\"}"', metadata))
    const { Outputs, ReturnValue } = JSON.parse(await response.text())
    expect(Outputs).toEqual({})
    expect(JSON.parse(ReturnValue)).toEqual({
      message: { id: '7' },
      metadata: { dequeueCount: 1, id: 'm-1', queueTrigger: { id: '7' } },
      retry: { retryCount: 1, maxRetryCount: 2 },
    })
  })

  test('of a timer gives the official timer object', async () => {
    const timers: unknown[] = []
    app.timer('tick', { schedule: '0 * * * * *', handler: (timer) => void timers.push(timer) })
    const data = { Schedule: { AdjustForDST: true }, ScheduleStatus: null, IsPastDue: true }
    const response = await invoke('/tick', envelopeOf('tick', data))
    expect(await response.json()).toEqual({ Outputs: {}, Logs: [], ReturnValue: null })
    expect(timers).toEqual([{ schedule: { adjustForDST: true }, scheduleStatus: null, isPastDue: true }])
  })

  test('that throws is 500 with the reason on stderr, and the next one works', async () => {
    app.storageQueue('fragile', {
      queueName: 'q',
      connection: 'c',
      handler: (message) => {
        if (message === 'bad') throw new Error('not this one')
      },
    })
    const send = (text: string) => invoke('/fragile', envelopeOf('fragile', JSON.stringify(text)))
    expect((await send('bad')).status).toBe(500)
    expect(lines[0]).toMatch(/^err \[error\] fragile \(id-1\): Error: not this one/)
    expect((await send('good')).status).toBe(200)
  })

  test('without data for its trigger is 400 and says so', async () => {
    app.timer('tick', { schedule: '0 * * * * *', handler: () => {} })
    const response = await invoke('/tick', { Data: {}, Metadata: {} })
    const reason = /The invocation has no data for the trigger "timerTrigger\w+"\./
    expect([response.status, await response.text()]).toEqual([400, expect.stringMatching(reason)])
    expect(lines[0]).toMatch(reason)
  })

  test.each([null, 'x', {}, { Url: '/api/o', Method: 'GET' }, { Url: 'http://app/api/o' }])(
    'with %j for its HTTP request is 400 and says so',
    async (data) => {
      app.http('shop', {
        extraOutputs: [output.storageQueue({ queueName: 'q', connection: 'c' })],
        handler: () => ({}),
      })
      const response = await invoke('/shop', envelopeOf('shop', data))
      expect([response.status, await response.text()]).toEqual([
        400,
        'The invocation has no usable HTTP request: "Url" and "Method" are missing.\n',
      ])
    },
  )

  test('of an HTTP function by GET has no body, as in the standard', async () => {
    app.http('getter', {
      extraOutputs: [output.storageQueue({ queueName: 'q', connection: 'c' })],
      handler: async (request) => ({ body: `${request.method}${await request.text()}` }),
    })
    const response = await invoke('/getter', envelopeOf('getter', httpData({ Method: 'GET', Body: 'tea' })))
    expect(JSON.parse(await response.text()).Outputs.res.body).toBe('GET')
  })

  test("of an HTTP function belongs to the client's trace", async () => {
    const traces: unknown[] = []
    app.http('traced', {
      extraOutputs: [output.storageQueue({ queueName: 'q', connection: 'c' })],
      handler: (_request, context) => {
        traces.push(context.traceContext)
        return {}
      },
    })
    const traceParent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`
    await invoke('/traced', envelopeOf('traced', httpData({ Headers: { Traceparent: [traceParent] } })))
    expect(traces).toEqual([{ traceParent, traceState: '' }])
  })

  test('of no trace has an empty one', async () => {
    const traces: unknown[] = []
    app.serviceBusQueue('untraced', {
      ...{ queueName: 'q', connection: 'c' },
      handler: (_message, context) => void traces.push(context.traceContext?.traceParent),
    })
    await invoke('/untraced', envelopeOf('untraced', 'm'))
    expect(traces).toEqual([''])
  })

  test.each(['{', '', '[]', '7', '{"data":{}}', '{"Data":[]}'])('with the body %j is 400', async (body) => {
    app.timer('tick', { schedule: '0 * * * * *', handler: () => {} })
    const response = await invoke('/tick', body)
    expect([response.status, await response.text()]).toEqual([
      400,
      'The body is not an invocation: {"Data":{…},"Metadata":{…}}.\n',
    ])
  })

  test('by another verb is 405, of an unknown function or another case 404', async () => {
    app.timer('tick', { schedule: '0 * * * * *', handler: () => {} })
    const wrong = await forward('/tick')
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'POST'])
    expect((await invoke('/Tick', { Data: {} })).status).toBe(404)
    expect((await invoke('/__proto__', { Data: {} })).status).toBe(404)
  })

  test('reaches pure HTTP functions too when the app does not forward', async () => {
    app.http('plain', { handler: async () => ({ body: 'enveloped' }) })
    const response = await invoke('/plain', envelopeOf('plain', httpData()), { forwarding: false })
    expect(JSON.parse(await response.text()).Outputs.res.body).toBe('enveloped')
  })
})
