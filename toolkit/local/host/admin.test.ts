import { describe, expect, it } from 'vitest'
import { eventually, httpFunction, runApp } from './fixtures/testApp.ts'

const functions = {
  hello: httpFunction(),
  orders: {
    bindings: [
      { name: 'msg', type: 'serviceBusTrigger', direction: 'in', queueName: 'q', connection: 'Bus' },
      { name: 'doc', type: 'cosmosDB', direction: 'out' },
    ],
  },
}

describe('the admin API', () => {
  it('tells the state of the host and its functions', async () => {
    await using app = await runApp({ functions, environment: { WEBSITE_SITE_NAME: 'shop' } })
    const status = await fetch(`${app.url}/admin/host/status`)
    expect(await status.json()).toEqual({
      id: 'shop',
      state: 'Running',
      version: '4.1037.0.0',
      versionDetails: '4.1037.0.0',
      processUptime: expect.any(Number),
      errors: [],
    })
    expect((await fetch(`${app.url}/admin/host/ping`)).status).toBe(200)
    const list = await fetch(`${app.url}/admin/functions`)
    expect(await list.json()).toMatchObject([
      { name: 'hello', href: '/admin/functions/hello', config: functions.hello, isDisabled: false },
      { name: 'orders' },
    ])
    expect((await fetch(`${app.url}/admin/nothing`)).status).toBe(404)
  })

  it('runs a function by hand that has no listener here, after a warning for each binding', async () => {
    await using app = await runApp({ functions })
    const run = (name: string, body: string) =>
      fetch(`${app.url}/admin/functions/${name}`, { method: 'POST', body })
    const response = await run('Orders', '{"input": "{\\"id\\":3}"}')
    expect([response.status, await response.text()]).toEqual([202, ''])
    const [call] = await eventually('the call', () => app.requests().length > 0 && app.requests())
    expect(call?.url).toBe('/orders')
    expect(JSON.parse(call?.body ?? '')).toMatchObject({
      Data: { msg: '"{\\"id\\":3}"' },
      Metadata: { id: '"3"' },
    })
    expect(app.entries.filter(({ level }) => level === 'warning').map(({ message }) => message)).toEqual([
      `Function 'orders': this host does not write 'cosmosDB' outputs. What the function returns for 'doc' is dropped.`,
      `Function 'orders': this host does not listen for 'serviceBusTrigger'. Run it by hand: POST /admin/functions/orders with {"input": "..."}.`,
    ])
    expect((await run('unknown', '{}')).status).toBe(404)
    expect((await run('orders', '{"input": 3}')).status).toBe(400)
    expect((await run('hello', '{"input": ""}')).status).toBe(400)
  })
})
