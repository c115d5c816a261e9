import { beforeAll, describe, expect, test } from 'vitest'
import type { App } from '../toolkit/build/buildApp.ts'
import { startHandler } from '../toolkit/build/testing/runningHandler.ts'
import { invoke, requestOf } from './support/invocations.ts'
import { buildSamples } from './support/samples.ts'

// The samples are what Microsoft documents for the v4 model: that they build is the test of their types.
const built: { app?: App } = {}

beforeAll(async () => {
  built.app = await buildSamples()
}, 60_000)

function app(): App {
  if (built.app === undefined) throw new Error('The samples were not built.')
  return built.app
}

async function start(env: Record<string, string> = {}) {
  const handler = await startHandler(app().executable, env)
  const call = (...args: [name: string, data: Record<string, unknown>, metadata?: object]) =>
    invoke(app(), handler.url, ...args)
  return { ...handler, call }
}

describe.each([
  ['as they are', {}],
  ['as streams', { STREAMS: 'on' }],
])('HTTP functions, their bodies %s,', (_title, env) => {
  test('take route, query, JSON and headers', async () => {
    const { url, stdout } = await start({ ...env })
    const headers = { 'user-agent': 'test', 'x-azure-functions-invocationid': 'id-9' }
    const get = await fetch(`${url}/api/greet/7?name=Ada`, { headers })
    expect([get.headers.get('content-type'), await get.json()]).toEqual([
      'application/json',
      { hello: 'Ada', id: '7', agent: 'test' },
    ])
    const post = await fetch(`${url}/api/greet`, { method: 'POST', headers, body: '{"name":"Ben"}' })
    expect(await post.json()).toEqual({ hello: 'Ben', id: null, agent: 'test' })
    expect((await fetch(`${url}/api/greet/x`)).status).toBe(404)
    await expect.poll(stdout).toMatch(/^greet \(id-9\): Http function processed request for url "http:/)
  })

  test('take forms with files, and urlencoded ones', async () => {
    const { url } = await start({ ...env })
    const form = new FormData()
    form.set('name', 'Ada')
    form.set('file', new File(['a,b\n1,2'], 'table.csv'))
    const sent = await fetch(`${url}/api/form`, { method: 'POST', body: form })
    expect(await sent.json()).toEqual({ name: 'Ada', text: 'a,b\n1,2' })
    const body = new URLSearchParams({ name: 'B & C', file: 'none' })
    expect(await (await fetch(`${url}/api/form`, { method: 'POST', body })).json()).toEqual({
      name: 'B & C',
      text: 'none',
    })
  })

  test('set cookies, answer bytes, nothing, a redirect and a Response of their own', async () => {
    const { url } = await start({ ...env })
    const cookies = await fetch(`${url}/api/cookies`, { headers: { cookie: 'c=3' } })
    expect([cookies.status, await cookies.text(), cookies.headers.getSetCookie()]).toEqual([
      201,
      'c=3',
      [
        'a=1; Max-Age=60; HttpOnly; SameSite=Strict',
        'b=x%20y; Path=/; Expires=Fri, 02 Jan 1970 00:00:00 GMT; Secure',
      ],
    ])
    const image = Uint8Array.from({ length: 256 }, (_, index) => index)
    const echoed = await fetch(`${url}/api/image`, { method: 'PUT', body: image })
    expect(new Uint8Array(await echoed.arrayBuffer())).toEqual(image)
    const nothing = await fetch(`${url}/api/nothing`, { method: 'DELETE' })
    expect([nothing.status, await nothing.text()]).toEqual([204, ''])
    const moved = await fetch(`${url}/api/moved`, { method: 'PATCH', redirect: 'manual' })
    expect([moved.status, moved.headers.get('location')]).toEqual([302, '/api/greet'])
    const copy = await fetch(`${url}/api/copy`)
    expect([copy.status, copy.headers.get('x-clone'), await copy.text()]).toEqual([
      418,
      '418',
      'short and stout',
    ])
  })

  test('take and give streams', async () => {
    const { url } = await start({ ...env })
    const lines = await fetch(`${url}/api/lines`)
    expect([lines.headers.get('content-type'), await lines.text()]).toEqual([
      'text/event-stream',
      'one\ntwo\nthree\n',
    ])
    for (const path of ['poem', 'poem-at-once']) {
      const poem = await fetch(`${url}/api/${path}`)
      expect(await poem.text()).toBe('Roses are red,\nviolets are blue.\n')
    }
    const body = new Blob(['x'.repeat(100_000)]).stream()
    const init = { method: 'POST', body, duplex: 'half' } as const
    expect(await (await fetch(`${url}/api/count`, init)).text()).toBe('100000')
  })

  test('with further inputs and outputs are called by envelope', async () => {
    const { call } = await start({ ...env })
    const trigger = requestOf('GET', '/api/orders/7', { Params: { id: '7' } })
    const inputs = { cosmosDB: '"{\\"id\\":\\"7\\"}"', table: '[{"RowKey":"r"}]' }
    const found = await call('order', { trigger, ...inputs })
    expect(found.Outputs.res).toMatchObject({
      statusCode: 200,
      body: '{"document":{"id":"7"},"people":[{"RowKey":"r"}]}',
    })
    const lost = await call('order', { trigger, cosmosDB: 'null', table: '[]' })
    expect(lost.Outputs.res).toMatchObject({ statusCode: 404, body: 'no order 7' })
    const placed = await call('place', {
      trigger: requestOf('POST', '/api/orders', { Body: '{"item":"tea"}' }),
    })
    expect(placed.Outputs).toMatchObject({
      res: { statusCode: 201, headers: { location: '/api/orders/7' }, body: '{"id":"7"}' },
      cosmosDB: { id: '7', item: 'tea' },
    })
  })
})

test('storage functions take and give messages and blobs', async () => {
  const { call, stdout } = await start()
  const job = JSON.stringify(JSON.stringify({ id: '7', words: ['one', 'two'] }))
  const worked = await call('work', { trigger: job, blob: '"Dear"' }, { DequeueCount: '3' })
  expect(worked.Outputs).toEqual({
    blob: 'Dear: one two',
    queue: ['{"word":"one","attempt":3}', '{"word":"two","attempt":3}'],
  })
  const Uri = '"https://account.blob.core.windows.net/pictures/a.png"'
  const shrunk = await call('shrink', { trigger: 'AP8B' }, { name: '"a.png"', Uri })
  expect(shrunk.ReturnValue).toBe('AP8=')
  await expect
    .poll(stdout)
    .toContain('shrink (id-1): Shrinking a.png 3\nshrink (id-1): It is pictures/a.png\n')
})

test('a timer learns of its retries and of being late', async () => {
  const { call, stderr } = await start()
  const trigger = {
    Schedule: { AdjustForDST: true },
    ScheduleStatus: { Last: '0001-01-01T00:00:00', Next: 'soon' },
    IsPastDue: true,
  }
  const RetryContext = { RetryCount: 1, MaxRetryCount: 2, Exception: null, Instance: null, State: {} }
  const { ReturnValue } = await call('nightly', { trigger }, { RetryContext })
  expect(ReturnValue).toEqual(['{"attempt":1,"next":"soon"}'])
  await expect.poll(stderr).toBe('[warning] nightly (id-1): late\n')
})

test('Event Hubs, Service Bus and Event Grid functions take batches and events', async () => {
  const { call, stdout } = await start()
  const batch = '[{"device":"a","celsius":20},{"device":"b","celsius":60}]'
  const readings = await call('readings', { trigger: batch }, { SequenceNumberArray: '[1,2]' })
  expect(readings).toMatchObject({
    ReturnValue: ['{"average":40,"sequence":[1,2]}'],
    Outputs: { serviceBus: ['{"device":"b","celsius":60}'] },
  })
  const approved = await call('approve', { trigger: '"yes"' }, { MessageId: '"m-1"' })
  expect(approved.ReturnValue).toEqual(['yes (m-1)'])
  await call('audit', { trigger: '"{\\"who\\":\\"Ada\\"}"' })
  await expect.poll(stdout).toContain("audit (id-1): audited { who: 'Ada' }\n")
  const event = { id: '1', subject: 's', eventTime: 't', data: { k: 1 } }
  const relayed = await call('relay', { trigger: event })
  expect(relayed.ReturnValue).toMatchObject({ id: '1-relayed', eventType: 'relayed', data: { k: 1 } })
})

test('data functions take documents, rows and calls', async () => {
  const { call, stdout } = await start()
  await call('changes', { trigger: '"[{\\"id\\":\\"a\\"},{\\"id\\":\\"b\\"}]"' })
  await expect.poll(stdout).toContain("changes (id-1): 2 changed: [ 'a', 'b' ]\n")
  const rows = await call('products', { trigger: '[{"Operation":0,"Item":{"ProductId":1}}]' })
  expect(rows.ReturnValue).toEqual([{ ProductId: 1, Seen: true }])
  expect((await call('warm', { trigger: {} })).status).toBe(200)
  const weather = await call('weather', { trigger: '"{\\"arguments\\":{\\"city\\":\\"Rome\\"}}"' })
  expect(JSON.parse(String(weather.ReturnValue))).toEqual({
    type: 'text',
    content: '{"type":"text","text":"Sunny in Rome"}',
  })
  const event = await call('kafka', { trigger: { Offset: 1, Value: 'test' } })
  expect(event.ReturnValue).toBe('dGVzdA==')
})

test('hooks run around functions, at the log, and from start to end', async () => {
  const { call, stdout, stderr, process, exited } = await start()
  expect((await call('hooked', { trigger: '"good"' })).ReturnValue).toEqual(['good!'])
  expect((await call('hooked', { trigger: '"bad"' })).ReturnValue).toEqual(['mended'])
  process.kill('SIGTERM')
  expect(await exited).toBe(143)
  expect([stdout(), stderr()]).toEqual([
    "hooked (id-1): with password=***\nhooked (id-1): [ 'before' ] after good!\n" +
      "hooked (id-1): with password=***\nhooked (id-1): [ 'before' ] after null\n" +
      'stopping what appStart began\n',
    '',
  ])
})
