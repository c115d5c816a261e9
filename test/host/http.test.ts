import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { httpFunction, runApp } from '../../toolkit/local/host/fixtures/testApp.ts'
import { openKeys } from '../../toolkit/local/host/keys/keyFiles.ts'
import { sendChunked } from '../support/chunked.ts'

const keysDirectory = mkdtempSync(join(tmpdir(), 'contract-keys-'))
afterAll(() => rmSync(keysDirectory, { recursive: true }))

describe('contract 13.2, HTTP', () => {
  it('27. enforces authLevel only when asked: header over query, 401; disabled and unmatched are 404', async () => {
    const functions = {
      open: httpFunction({ authLevel: 'Anonymous' }),
      shop: httpFunction({ authLevel: undefined }),
      other: httpFunction({ authLevel: 'function' }),
      inner: httpFunction({ authLevel: 'admin' }),
      off: httpFunction({ authLevel: 'function' }),
      odd: httpFunction({ authLevel: 'secret' }),
    }
    const environment = { 'AzureWebJobs.off.Disabled': '1' }
    const keys = openKeys(keysDirectory)
    const ofShop = keys.ofFunction('shop').get('default') ?? ''
    const ofHost = keys.host.get('default') ?? ''
    await using app = await runApp({ functions, environment, keys })
    const call = async (path: string, header?: string) => {
      const headers = header === undefined ? {} : { 'x-functions-key': header }
      const response = await fetch(`${app.url}${path}`, { headers })
      return `${response.status}${await response.text()}`
    }
    expect(await call('/api/open')).toBe('204')
    expect(await call('/api/shop')).toBe('401')
    expect(await call('/api/shop', ofShop)).toBe('204')
    expect(await call(`/api/shop?code=${ofShop}`)).toBe('204')
    expect(await call(`/api/shop?code=${ofShop}`, 'wrong')).toBe('401')
    expect(await call('/api/shop?code=wrong', ofShop)).toBe('204')
    expect(JSON.parse(app.requests().at(-1)?.body ?? '').Data.req.Identities).toMatchObject([
      { AuthenticationType: 'WebJobsAuthLevel', IsAuthenticated: true },
    ])
    const { Claims } = JSON.parse(app.requests().at(-1)?.body ?? '').Data.req.Identities[0]
    expect(Claims.map(({ Type, Value }: Record<string, string>) => [Type?.split('/').at(-1), Value])).toEqual(
      [
        ['authlevel', 'Function'],
        ['invoke', 'true'],
        ['keyid', 'default'],
      ],
    )
    expect(await call('/api/other', ofShop)).toBe('401')
    expect(await call('/api/other', ofHost)).toBe('204')
    expect(await call('/api/inner', ofHost)).toBe('401')
    expect(await call('/api/inner', keys.master)).toBe('204')
    expect(await call('/api/off')).toBe('401')
    expect(await call('/api/off', ofHost)).toBe('404')
    expect(await call('/api/off', keys.master)).toBe('204')
    expect(await call('/api/none', keys.master)).toBe('404')
    expect(await call('/admin/functions', ofHost)).toBe('401')
    expect(await call('/admin/functions', keys.master)).toMatch(/^200/)
    expect(await call('/admin/host/ping')).toBe('200')
    expect(app.messages()).toContain(
      `The 'odd' function is in error: Error converting value "secret" to type 'AuthorizationLevel'. Use anonymous, function or admin.`,
    )

    await using free = await runApp({ functions, environment })
    const status = async (path: string) => (await fetch(`${free.url}${path}`)).status
    const claims = () => JSON.parse(free.requests().at(-1)?.body ?? '').Data.req.Identities[0].Claims
    expect(await status('/api/shop')).toBe(204)
    expect(claims()).toMatchObject([{ Value: 'Admin' }])
    expect(await status('/api/open')).toBe(204)
    expect(claims()).toEqual([])
    expect(await status('/api/inner')).toBe(204)
    expect(await status('/api/off')).toBe(404)
    expect(await status('/api/none')).toBe(404)
    expect(await status('/ADMIN/functions?x')).toBe(200)
  })

  it('28. reserves admin and runtime, finds conflicts, and matches templates ignoring case', async () => {
    await using app = await runApp({
      functions: {
        a: httpFunction({ route: 'Items/{id:int}/{part?}', methods: ['get'] }),
        b: httpFunction({ route: 'items/{name:alpha}', methods: ['get'] }),
        c: httpFunction({ route: 'items/{id:int}/{part?}', methods: ['GET', 'post'] }),
        d: httpFunction({ route: 'admin/x' }),
        e: httpFunction({ route: 'runtime' }),
        f: httpFunction({ route: 'items/special', methods: ['get'] }),
        g: httpFunction({ route: 'files/{*path}' }),
        h: httpFunction({ route: 'kind/{kind=tea}' }),
      },
      hostJson: { extensions: { http: { routePrefix: 'v1' } } },
      answers: Object.fromEntries(
        ['a', 'b', 'f', 'g', 'h'].map((name) => [`/${name}`, { json: { ReturnValue: name } }]),
      ),
    })
    const call = async (path: string) => (await fetch(`${app.url}${path}`)).text()
    expect(await call('/V1/ITEMS/7')).toBe('a')
    expect(await call('/v1/items/7/lid')).toBe('a')
    expect(await call('/v1/items/tea')).toBe('b')
    expect(await call('/v1/items/special')).toBe('f')
    expect(await call('/v1/files/a/b/c')).toBe('g')
    expect(await call('/v1/kind')).toBe('h')
    expect((await fetch(`${app.url}/api/items/7`)).status).toBe(404)
    const params = app.requests().map(({ body }) => JSON.parse(body).Data.req.Params)
    expect(params).toEqual([
      { id: '7', part: null },
      { id: '7', part: 'lid' },
      { name: 'tea' },
      {},
      { path: 'a/b/c' },
      { kind: 'tea' },
    ])
    for (const name of ['d', 'e']) {
      expect(app.messages()).toContain(
        `The '${name}' function is in error: The specified route conflicts with one or more built in routes.`,
      )
    }
    expect(app.messages()).toContain(
      `The 'c' function is in error: The route specified conflicts with the route defined by function 'a'.`,
    )
  })

  it('31. honours settings that disable a function, and the list of host.json', async () => {
    await using app = await runApp({
      functions: { one: httpFunction(), two: httpFunction(), three: httpFunction() },
      hostJson: { functions: ['ONE', 'two'] },
      environment: { azurewebjobs_TWO_disabled: 'true' },
    })
    expect(app.host.functions.map(({ name, isDisabled }) => [name, isDisabled])).toEqual([
      ['one', false],
      ['two', true],
    ])
    const status = async (name: string) => (await fetch(`${app.url}/api/${name}`)).status
    expect(await status('one')).toBe(204)
    expect(await status('two')).toBe(404)
    expect(await status('three')).toBe(404)
  })

  it.each([
    ['default mode', {}],
    ['forwarding', { enableForwardingHttpRequest: true }],
    ['proxying', { enableProxyingHttpRequest: true }],
  ])(
    '32. limits request bodies to 100 MiB, or what the environment says, in %s',
    async (_mode, customHandler) => {
      await using app = await runApp({
        customHandler,
        environment: { FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: '4' },
      })
      const put = async (body: string) =>
        (await fetch(`${app.url}/api/hello`, { method: 'PUT', body })).status
      expect(await put('12345')).toBe(413)
      expect(app.requests()).toEqual([])
      expect(await put('1234')).toBeLessThan(300)
      const environment = { FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: 'none' }
      await using usual = await runApp({ customHandler, environment })
      const headers = { 'Content-Length': String(100 * 1024 * 1024 + 1) }
      expect(await sendChunked(`${usual.url}/api/hello`, headers, [])).toBe(413)
    },
  )

  it('32. counts a chunked body that is proxied', async () => {
    const customHandler = { enableProxyingHttpRequest: true }
    await using app = await runApp({ customHandler, environment: { FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: '4' } })
    expect(await sendChunked(`${app.url}/api/hello`, {}, ['12', '34', '5'])).toBe(413)
    expect(await sendChunked(`${app.url}/api/hello`, {}, ['12', '34'])).toBe(200)
  })
})
