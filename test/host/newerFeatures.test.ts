import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { fixture, httpFunction, runApp } from '../../toolkit/local/host/fixtures/testApp.ts'
import { freePort } from '../../toolkit/local/host/handler/freePort.ts'

describe('contract 13.2, what hosts can do since 2025', () => {
  it('26. streams in proxy mode, with x-ms-invocation-id', async () => {
    const description = { defaultExecutablePath: 'node', arguments: [fixture('streamingHandler.ts')] }
    await using streaming = await runApp({ customHandler: { description, enableProxyingHttpRequest: true } })
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
    const writer = writable.getWriter()
    void writer.write(Buffer.from('first'))
    const options = { method: 'POST', body: readable, duplex: 'half' } as const
    const response = await fetch(`${streaming.url}/api/hello`, options)
    const reader = response.body?.getReader()
    expect(Buffer.from((await reader?.read())?.value ?? '').toString()).toBe('FIRST')
    await writer.close()
    expect((await reader?.read())?.done).toBe(true)

    await using app = await runApp({ customHandler: { enableProxyingHttpRequest: true } })
    await fetch(`${app.url}/api/hello?a=1&a=2`)
    const [call] = app.requests()
    expect(call?.url).toBe('/api/hello?a=1&a=2')
    expect(call?.rawHeaders).toContain('x-ms-invocation-id')
  })

  it('26. makes a function of each route of host.json', async () => {
    const http = {
      routes: [{ route: 'shop/{id:int}' }, { route: '{*rest}', authorizationLevel: 'anonymous' }],
    }
    await using app = await runApp({
      functions: {},
      customHandler: { http, enableProxyingHttpRequest: true },
      hostJson: { extensions: { http: { routePrefix: '' } } },
      answers: { '/shop/3': { text: 'three' }, '/other': { text: 'other' } },
    })
    expect(app.host.functions.map(({ name, trigger }) => [name, trigger.authLevel])).toEqual([
      ['http-handler1', 'function'],
      ['http-handler2', 'anonymous'],
    ])
    expect(await (await fetch(`${app.url}/shop/3`)).text()).toBe('three')
    expect(await (await fetch(`${app.url}/other`)).text()).toBe('other')
    expect(app.messages()).toContain(`Executing 'Functions.http-handler2'`)
  })

  it('26. refuses routes beside function folders, and for another runtime', async () => {
    const customHandler = { http: { routes: [{ route: 'x' }] } }
    await expect(runApp({ customHandler, functions: { hello: httpFunction() } })).rejects.toThrow(
      'Detected both function.json files and custom handler HTTP route configuration definition in host.json. Remove customHandler.http.routes (or the configurationProfile that brings them), or the folders: hello.',
    )
    await expect(
      runApp({ customHandler, functions: {}, environment: { FUNCTIONS_WORKER_RUNTIME: 'node' } }),
    ).rejects.toThrow('Routes configuration is only allowed for worker runtime: custom.')
    await expect(runApp({ customHandler: { http: { routes: [{ route: ' ' }] } } })).rejects.toThrow(
      'Route cannot be null, empty or whitespace.',
    )
  })

  it('26. starts the handler on the port of host.json, when that is free', async () => {
    const port = await freePort()
    await using app = await runApp({ customHandler: { port: String(port) } })
    await fetch(`${app.url}/api/hello`)
    expect(app.requests()[0]?.rawHeaders).toContain(`127.0.0.1:${port}`)
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const taken = (other.address() as AddressInfo).port
    await expect(runApp({ customHandler: { port: taken } })).rejects.toThrow(
      `Unable to bind to port ${taken} specified in configuration. listen EADDRINUSE`,
    )
    other.close()
  })

  it('26. fills in what a configuration profile stands for', async () => {
    await using app = await runApp({
      functions: {},
      hostJson: { configurationProfile: 'mcp-custom-handler' },
      answers: { '/mcp': { text: 'through' } },
    })
    expect(await (await fetch(`${app.url}/mcp`)).text()).toBe('through')
    await expect(runApp({ hostJson: { configurationProfile: 'fast' } })).rejects.toThrow(
      `Configuration profile 'fast' is not supported.`,
    )
  })

  it('26. takes the section httpWorker with a warning, and forwards to /<FunctionName>', async () => {
    const description = { defaultExecutablePath: 'node', arguments: [fixture('scriptedHandler.ts')] }
    await using app = await runApp({
      functions: { hello: httpFunction({ route: 'greet/{name}' }) },
      hostJson: { customHandler: {}, httpWorker: { description } },
      answers: { '/hello': { status: 201, text: 'old' } },
    })
    const response = await fetch(`${app.url}/api/greet/ada?a=1`)
    expect([response.status, await response.text()]).toEqual([201, 'old'])
    expect(app.requests()[0]?.url).toBe('/hello?a=1')
    expect(app.messages()).toContain(`warning: Section 'httpWorker' of host.json will be deprecated.`)
  })
})
