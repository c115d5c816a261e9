import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  eventually,
  fixture,
  httpFunction,
  type RunningApp,
  runApp,
  writeApp,
} from '../../toolkit/local/host/fixtures/testApp.ts'
import { sendChunked } from '../support/chunked.ts'

const warnings = (app: RunningApp) =>
  app.entries.filter(({ level }) => level === 'warning').map(({ message }) => message)

const script = fixture('scriptedHandler.ts')
const out = { name: 'out', type: 'queue', direction: 'out', queueName: 'q' }

describe('contract 13.2, surprises', () => {
  it('35. says nothing about an app that is as it seems', async () => {
    await using app = await runApp({ answers: { '/hello': { json: { Outputs: { res: { body: 'hi' } } } } } })
    await fetch(`${app.url}/api/hello?a=1&b=2`)
    expect(warnings(app)).toEqual([])
  })

  it('35. warns once of an answer that the host takes otherwise than it seems', async () => {
    const json = { Outputs: { res: { status: 404 }, out: 'test', other: 1 } }
    await using app = await runApp({
      functions: { hello: httpFunction({}, out) },
      environment: { AzureWebJobsStorage: 'UseDevelopmentStorage=true' },
      answers: { '/hello': { json } },
    })
    await fetch(`${app.url}/api/hello`)
    await fetch(`${app.url}/api/hello`)
    expect(warnings(app)).toEqual([
      expect.stringMatching(/^The answer's output 'other' is ignored: .* It has: res, out\.$/),
      `The host ignores 'status' in output 'res' and answers 200. Name it 'statusCode'.`,
      expect.stringMatching(/^Output 'out' is 'test', which happens to be valid base64, /),
    ])
  })

  it('35. warns of settings and arguments that do something else', async () => {
    await using app = await runApp({
      customHandler: {
        description: {
          defaultExecutablePath: 'node',
          arguments: [script, '%FUNCTIONS_CUSTOMHANDLER_PORT%', '%PORT%', 'two words'],
        },
      },
      hostJson: { functions: ['hello', 'helo'] },
      environment: {
        FUNCTIONS_WORKER_PROCESS_COUNT: '4',
        FUNCTIONS_WORKER_RUNTIME: 'node',
        FUNCTIONS_HTTPWORKER_PORT: '80',
        AzureFunctionsJobHost__customHandler__description__workerArguments: 'a,b',
      },
    })
    expect(warnings(app)).toEqual([
      'FUNCTIONS_WORKER_PROCESS_COUNT has no effect: a custom handler is one process in each instance. Remove the setting; more processes come with more instances.',
      `FUNCTIONS_WORKER_RUNTIME is 'node', though host.json starts a custom handler: plans and tools go by the setting. Set it to 'custom'.`,
      'The setting FUNCTIONS_HTTPWORKER_PORT is overwritten by the host. Choose another name.',
      'The setting AzureFunctionsJobHost__customHandler__description__workerArguments is ignored: it holds no JSON array. Write it as ["one","two"].',
      `The argument 'two words' of host.json is split at its spaces. To keep it whole, put quotes into it: "\\"two words\\"".`,
      '%PORT% in the arguments of host.json has no value and is left out. Add the setting PORT.',
      `'helo' in the list 'functions' of host.json is the name of no function. It has: hello.`,
    ])
  })

  it('35. warns of names in host.json that are ignored', async () => {
    await using app = await runApp({
      hostJson: { extensions: { http: { routPrefix: '' } }, httpp: {} },
      environment: { AzureFunctionsJobHost__SequentialRestart: 'true' },
    })
    expect(warnings(app)).toEqual([
      `'httpp' in host.json is not known to the Functions host, which ignores it without a word. Remove it.`,
      `'routPrefix' in 'extensions.http' of host.json is not known to the Functions host, which ignores it without a word. Did you mean 'routePrefix'?`,
    ])
  })

  it('35. warns of an executable that the tools would pack without execute permission', async () => {
    const description = { defaultExecutablePath: './node', arguments: [script] }
    const directory = writeApp({ customHandler: { description } })
    symlinkSync(process.execPath, join(directory, 'node'))
    await using app = await runApp({ directory })
    expect(warnings(app)).toEqual([
      `defaultExecutablePath './node' is not the exact name of a file in the package, so the Functions tools pack that file without execute permission. Write 'node'.`,
    ])
  })

  it('35. warns of functions that are not forwarded, not retried or not found', async () => {
    const retry = { strategy: 'fixedDelay', maxRetryCount: 1, delayInterval: '00:00:01' }
    await using app = await runApp({
      functions: {
        both: httpFunction({}, out),
        generated: httpFunction({}, { ...out, name: 'queueOutputfec58791e4' }),
        again: { ...httpFunction(), retry },
        old: { ...httpFunction(), disabled: true, Retry: retry },
      },
      customHandler: { enableForwardingHttpRequest: true },
      hostJson: { extensionBundle: {} },
    })
    expect(warnings(app)).toEqual([
      `'Retry' of function.json is not read: here case counts. Write 'retry'.`,
      `'disabled' of function.json is not read any more, so the function runs. To disable it, set AzureWebJobs_old_Disabled to true.`,
      `On Azure 'queue' would not be found, and their functions left out: host.json has no extensionBundle. Add "extensionBundle": {"id": "Microsoft.Azure.Functions.ExtensionBundle", "version": "[4.*, 5.0.0)"}.`,
      'The retry policy has no effect: an answer of 5xx to a forwarded request is no failure to the host. Retry in the handler or in the caller.',
      `The request is not forwarded, whatever host.json says, because the function also has 'out' (queue): the handler gets POST /both with the envelope. Answer that, or remove the binding.`,
    ])
  })

  it('35. warns of an extension bundle that is obsolete, and of a retry policy that will go', async () => {
    const retry = { strategy: 'fixedDelay', maxRetryCount: 1, delayInterval: '00:00:01' }
    await using app = await runApp({
      functions: { hello: httpFunction({}, out) },
      hostJson: { retry, extensionBundle: { id: 'x', version: '[2.*, 3.0.0)' } },
    })
    expect(warnings(app)).toEqual([
      expect.stringMatching(
        /^The extensionBundle \[2\.\*, 3\.0\.0\) of host\.json is obsolete: 'queue' would behave/,
      ),
      `The retry policy is not supported for 'httpTrigger': it works, but hosts announce its removal. Rely on the trigger's own retries.`,
    ])
  })

  it('35. warns of requests that a handler gets otherwise than they were sent', async () => {
    const post = (app: RunningApp, query: string, type: string, headers = {}) =>
      fetch(`${app.url}/api/hello${query}`, {
        method: 'POST',
        body: Buffer.from([0xff, 0xd8]),
        headers: { 'Content-Type': type, ...headers },
      })
    await using plain = await runApp({})
    await post(plain, '', 'application/octet-stream')
    expect(warnings(plain)).toEqual([])
    await post(plain, '', 'image/jpeg')
    await sendChunked(`${plain.url}/api/hello`, {}, ['a'])
    expect(warnings(plain)).toEqual([
      `The body is binary, but its content type 'image/jpeg' is not application/octet-stream or multipart/…, so the host reads it as text and spoils it. Send it as application/octet-stream, or forward the request.`,
      'The request has Transfer-Encoding: chunked, so the Functions host passes no body to the handler. Send a Content-Length.',
    ])
    await using forwarding = await runApp({ customHandler: { enableForwardingHttpRequest: true } })
    await post(forwarding, '?a=1&A=2', 'image/jpeg', { 'Content-Encoding': 'gzip' })
    expect(warnings(forwarding)).toEqual([
      `The query has 'a' more than once: a forwarded request gets the values as one, with commas. Split it in the handler, or set enableProxyingHttpRequest in host.json.`,
      `The request has the header 'content-encoding', which forwarding loses. Set enableProxyingHttpRequest in host.json, or send the content without it.`,
    ])
    await using parts = await runApp({
      customHandler: { enableForwardingHttpRequest: true },
      functions: { hello: httpFunction({ route: 'hello/{part}' }) },
    })
    await fetch(`${parts.url}/api/hello/what%3F`)
    expect(warnings(parts)).toEqual([
      `The path has an escaped '?' or '#', at which forwarding cuts it. Send the value in the query, or set enableProxyingHttpRequest in host.json.`,
    ])
  })

  it('35. warns of a redirect that the host follows itself', async () => {
    const moved = { status: 302, headers: ['Location', '/other'] }
    await using app = await runApp({ answers: { '/hello': moved } })
    expect((await fetch(`${app.url}/api/hello`)).status).toBe(204)
    expect(warnings(app)).toEqual([
      'The handler answered with a redirect, which the host follows itself: what is found there counts as the answer. Answer the envelope, with the redirect as statusCode and headers of the http output.',
    ])
  })

  it('35. says that a handler that exits with 0 is never started again', async () => {
    await using app = await runApp({ answers: { '/hello': { exit: 0 } } })
    await fetch(`${app.url}/api/hello`)
    const words = 'exited with code 0. The Functions host takes that for success'
    const told = await eventually('the words', () =>
      app.entries.find(({ message }) => message.includes(words)),
    )
    expect(told.level).toBe('error')
  })

  it('35. says how to mend a handler without execute permission', async () => {
    const description = { defaultExecutablePath: 'answers.json' }
    await expect(runApp({ customHandler: { description } })).rejects.toThrow(
      /It is not executable\. Run: chmod \+x \S+answers\.json/,
    )
  })
})
