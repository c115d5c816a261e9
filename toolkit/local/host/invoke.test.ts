import { describe, expect, it } from 'vitest'
import { eventually, httpFunction, runApp } from './fixtures/testApp.ts'
import { freePort } from './handler/freePort.ts'

const retry = { strategy: 'fixedDelay', maxRetryCount: 2, delayInterval: '00:00:00' }

describe('an invocation with a retry policy', () => {
  it('is attempted again with the same id and a growing RetryContext, until it fails for good', async () => {
    const functions = { hello: { ...httpFunction(), retry } }
    await using app = await runApp({ functions, answers: { '/hello': { status: 500, text: 'no luck' } } })
    expect((await fetch(`${app.url}/api/hello`)).status).toBe(500)
    const calls = app.requests()
    const contexts = calls.map(({ body }) => JSON.parse(body).Metadata.RetryContext)
    const Message =
      'Response status code does not indicate success: 500 (Internal Server Error). Body: no luck'
    const common = { MaxRetryCount: 2, Instance: null, State: {} }
    expect(contexts).toEqual([
      { ...common, RetryCount: 0, Exception: null },
      { ...common, RetryCount: 1, Exception: { Message } },
      { ...common, RetryCount: 2, Exception: { Message } },
    ])
    const ids = calls.map(
      ({ rawHeaders }) => rawHeaders[rawHeaders.indexOf('X-Azure-Functions-InvocationId') + 1],
    )
    expect(new Set(ids).size).toBe(1)
    expect(app.messages()).toContain(
      `Waiting for 0 ms before retrying function execution. Next attempt: '2'. Max retry count: '2'`,
    )
  })

  it('succeeds when an attempt does', async () => {
    const functions = { hello: { ...httpFunction(), retry: { ...retry, delayInterval: '00:00:00.5' } } }
    await using app = await runApp({ functions, answers: { '/hello': { status: 500 } } })
    const call = fetch(`${app.url}/api/hello`)
    await eventually('the first attempt', () => app.requests().length === 1)
    app.answer({ '/hello': { json: { ReturnValue: 'at last' } } })
    expect(await (await call).text()).toBe('at last')
  })

  it('takes the policy of host.json when function.json has none', async () => {
    await using app = await runApp({ hostJson: { retry }, answers: { '/hello': { status: 500 } } })
    await fetch(`${app.url}/api/hello`)
    expect(app.requests().length).toBe(3)
  })

  it('is not attempted again once the host stops', async () => {
    const endless = { strategy: 'fixedDelay', maxRetryCount: -1, delayInterval: '01:00:00' }
    const functions = { hello: { ...httpFunction(), retry: endless } }
    await using app = await runApp({ functions, answers: { '/hello': { status: 500 } } })
    const call = fetch(`${app.url}/api/hello`)
    await eventually('the wait', () => app.messages().includes('before retrying function execution'))
    const stopped = app.host.stop()
    expect((await call).status).toBe(500)
    await stopped
    expect(app.requests().length).toBe(1)
  })
})

describe('a redirect in default mode', () => {
  const answers = {
    '/hello': { status: 307, headers: ['Location', '/second'] },
    '/second': { status: 302, headers: ['Location', '/third'] },
    '/third': { json: { ReturnValue: 'there' } },
  }

  it('is followed: 307 repeats the call, 302 turns it into a GET', async () => {
    await using app = await runApp({ answers })
    expect(await (await fetch(`${app.url}/api/hello`)).text()).toBe('there')
    const calls = app.requests().map(({ method, url, body }) => [method, url, body !== ''])
    expect(calls).toEqual([
      ['POST', '/hello', true],
      ['POST', '/second', true],
      ['GET', '/third', false],
    ])
  })

  it('to a closed port fails the invocation, which is sent once', async () => {
    const location = `http://127.0.0.1:${await freePort()}/gone`
    await using app = await runApp({
      answers: { '/hello': { status: 307, headers: ['Location', location] } },
    })
    expect((await fetch(`${app.url}/api/hello`)).status).toBe(500)
    expect(app.requests().length).toBe(1)
    expect(app.messages()).toContain(
      `\nThe handler's answer redirects to ${location}, where the host got none: connect ECONNREFUSED`,
    )
  })

  it('fails the invocation in an app that forwards', async () => {
    await using app = await runApp({
      functions: { hello: httpFunction({}, { name: 'doc', type: 'cosmosDB', direction: 'out' }) },
      customHandler: { enableForwardingHttpRequest: true },
      answers,
    })
    expect((await fetch(`${app.url}/api/hello`)).status).toBe(500)
    expect(app.messages()).toContain('does not indicate success: 307 (Temporary Redirect).')
  })
})

it('warns of an answer that the host takes otherwise than it seems', async () => {
  await using app = await runApp({ answers: { '/hello': { json: { Outputs: { res: { status: 404 } } } } } })
  expect((await fetch(`${app.url}/api/hello`)).status).toBe(200)
  expect(app.messages()).toContain(
    `warning: The host ignores 'status' in output 'res' and answers 200. Name it`,
  )
})
