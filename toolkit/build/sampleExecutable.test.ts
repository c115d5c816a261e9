import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type App, buildApp } from './buildApp.ts'
import { triggerOf } from './functionMetadata.ts'
import { copyHandler, newFolder } from './testing/handlerFolder.ts'
import { startHandler } from './testing/runningHandler.ts'

const folder = newFolder()
const sample: { app?: App } = {}

beforeAll(async () => {
  sample.app = await buildApp(copyHandler(join(folder, 'sample')), { outputDirectory: join(folder, 'app') })
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const executable = (): string => sample.app?.executable ?? ''

function triggerName(name: string): string {
  const metadata = sample.app?.functions.find((candidate) => candidate.name === name)
  return metadata === undefined ? '' : triggerOf(metadata).name
}

function post(url: string, body: unknown): Promise<Response> {
  const headers = { 'content-type': 'application/json', 'x-azure-functions-invocationid': 'id-7' }
  return fetch(url, { method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) })
}

describe('the compiled sample app', () => {
  test('greets over the forwarded request', async () => {
    const { url, stdout } = await startHandler(executable())
    const headers = { 'x-azure-functions-invocationid': 'id-7' }
    const ada = await fetch(`${url}/api/hello?name=Ada`, { headers })
    expect([ada.status, ada.headers.get('content-type'), await ada.text()]).toEqual([
      200,
      'application/json',
      '{"message":"Hello, Ada!"}',
    ])
    const say = async (init?: RequestInit) =>
      JSON.parse(await (await fetch(`${url}/api/hello`, init)).text()).message
    expect(await say()).toBe('Hello, World!')
    expect(await say({ method: 'POST', body: '{"name":"Ben"}' })).toBe('Hello, Ben!')
    expect(await say({ method: 'POST', body: 'Cleo' })).toBe('Hello, Cleo!')
    await expect.poll(stdout).toContain('hello (id-7): Greeting Ada\n')
  })

  test('takes an order in the envelope and puts its message on the queue', async () => {
    const { url } = await startHandler(executable())
    const Body = '{"item":"tea","quantity":2}'
    const request = { Url: 'http://localhost:7071/api/orders', Method: 'POST', Headers: {}, Params: {}, Body }
    const response = await post(`${url}/orders`, { Data: { [triggerName('orders')]: request }, Metadata: {} })
    const { Outputs } = JSON.parse(await response.text())
    const { res, ...others } = Outputs
    expect(res.statusCode).toBe(202)
    const { id } = JSON.parse(res.body)
    expect(id).toMatch(/^[0-9a-f-]{36}$/)
    const [messages] = Object.values<string[]>(others)
    expect(messages?.map((message) => JSON.parse(message))).toEqual([{ id, item: 'tea', quantity: 2 }])
  })

  test('refuses a bad order with the field and the reason, and queues nothing', async () => {
    const { url } = await startHandler(executable())
    const request = {
      Url: 'http://localhost:7071/api/orders',
      Method: 'POST',
      Headers: {},
      Body: '{"item":"tea"}',
    }
    const response = await post(`${url}/orders`, { Data: { [triggerName('orders')]: request }, Metadata: {} })
    expect(JSON.parse(await response.text()).Outputs).toEqual({
      res: {
        statusCode: 400,
        headers: { 'content-type': 'application/json' },
        body: '{"field":"quantity","reason":"must be a positive integer"}',
      },
    })
  })

  test('writes a receipt for a double-encoded queue message', async () => {
    const { url } = await startHandler(executable())
    const message = JSON.stringify({ id: 'o-1', item: 'tea', quantity: 2 })
    const Data = { [triggerName('receipts')]: JSON.stringify(message) }
    const response = await post(`${url}/receipts`, { Data, Metadata: { DequeueCount: '1' } })
    const { ReturnValue } = JSON.parse(await response.text())
    expect(JSON.parse(ReturnValue)).toMatchObject({ id: 'o-1', item: 'tea', quantity: 2 })
  })

  test('beats', async () => {
    const { url, stdout } = await startHandler(executable())
    const Data = { [triggerName('heartbeat')]: { Schedule: {}, ScheduleStatus: null, IsPastDue: false } }
    const response = await post(`${url}/heartbeat`, { Data, Metadata: {} })
    expect(await response.text()).toBe('{"Outputs":{},"Logs":[],"ReturnValue":null}')
    await expect.poll(stdout).toContain('heartbeat (id-7): Still here\n')
  })

  test('answers the probe, and refuses what is no invocation', async () => {
    const { url } = await startHandler(executable())
    expect((await fetch(url)).status).toBe(200)
    expect((await post(`${url}/unknown`, {})).status).toBe(404)
    expect((await post(`${url}/orders`, '{"Data":')).status).toBe(400)
    expect((await fetch(`${url}/orders`)).status).toBe(405)
  })
})
