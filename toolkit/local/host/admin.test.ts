import { describe, expect, it } from 'vitest'
import { eventually, httpFunction, runApp } from './fixtures/testApp.ts'
import type { AppKeys } from './keys/appKeys.ts'

const functions = {
  hello: httpFunction({ route: 'greet/{Name}' }),
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
      platformVersion: '',
      instanceId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      computerName: '',
      processUptime: expect.any(Number),
      functionAppContentEditingState: 'Unknown',
    })
    expect((await fetch(`${app.url}/admin/host/ping`)).status).toBe(200)
    const list = JSON.parse(await (await fetch(`${app.url}/admin/functions`)).text())
    expect(list.map(({ name }: { name: string }) => name)).toEqual(['hello', 'orders'])
    expect(list[0]).toEqual({
      name: 'hello',
      script_root_path_href: `${app.url}/admin/vfs/site/wwwroot/hello/`,
      script_href: null,
      config_href: `${app.url}/admin/vfs/site/wwwroot/hello/function.json`,
      test_data_href: null,
      href: `${app.url}/admin/functions/hello`,
      invoke_url_template: `${app.url}/api/greet/{name}`,
      language: 'Custom',
      config: functions.hello,
      files: null,
      test_data: null,
      isDisabled: false,
      isDirect: false,
      isProxy: false,
    })
    const one = await fetch(`${app.url}/admin/functions/ORDERS`)
    expect(await one.json()).toEqual(list[1])
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

  it('tells what is wrong with a function', async () => {
    await using app = await runApp({ functions: { ...functions, bad: { bindings: [] } } })
    const status = async (name: string) => {
      const response = await fetch(`${app.url}/admin/functions/${name}/status`)
      return response.ok ? response.json() : response.status
    }
    expect(await status('BAD')).toEqual({
      errors: ['At least one binding must be declared.'],
    })
    expect(await status('hello')).toEqual({})
    expect(await status('none')).toBe(404)
  })

  it('gives the keys to who has the master key', async () => {
    const keys: AppKeys = {
      master: 'm',
      host: new Map([['default', 'h']]),
      system: new Map(),
      ofFunction: (name) => new Map([['default', `of ${name}`]]),
    }
    await using app = await runApp({ functions, keys })
    const read = async (path: string, key = 'm') => {
      const response = await fetch(`${app.url}/admin/${path}`, { headers: { 'x-functions-key': key } })
      return response.ok ? response.json() : response.status
    }
    const links = (path: string) => [{ rel: 'self', href: `${app.url}/admin/${path}` }]
    expect(await read('host/keys')).toEqual({
      keys: [{ name: 'default', value: 'h' }],
      links: links('host/keys'),
    })
    const named = 'host/functionKeys/default'
    expect(await read(named)).toEqual({ name: 'default', value: 'h', links: links(named) })
    expect(await read('host/systemkeys')).toMatchObject({ keys: [] })
    expect(await read('host/systemkeys/_master')).toMatchObject({ name: '_master', value: 'm' })
    expect(await read('functions/hello/keys')).toMatchObject({
      keys: [{ name: 'default', value: 'of hello' }],
    })
    expect(await read('functions/hello/keys/other')).toBe(404)
    expect(await read('functions/none/keys')).toBe(404)
    expect(await read('host/keys', 'h')).toBe(401)
  })

  it('has a page at the root, unless a setting takes it away', async () => {
    await using app = await runApp({})
    const page = await fetch(app.url)
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('up and running')])
    await using bare = await runApp({ environment: { AzureWebJobsDisableHomepage: 'true' } })
    expect((await fetch(bare.url)).status).toBe(204)
  })
})
