import { rmSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type App, buildApp } from './buildApp.ts'
import { triggerOf } from './functionMetadata.ts'
import { javascriptHandler, newFolder, writeFiles } from './testing/handlerFolder.ts'
import { startHandler } from './testing/runningHandler.ts'
import type { Runtime } from './toolchain.ts'

const folder = newFolder()
const odd: Record<Runtime, { app?: App }> = { bun: {}, node: {} }
const streaming: Record<Runtime, { app?: App }> = { bun: {}, node: {} }
const runtimes = ['bun', 'node'] as const

beforeAll(async () => {
  const code = `
    if (process.env.FAIL_AT_START) throw new Error('no connection string')
    app.hook.appTerminate(() => console.log('terminated'))
    app.http('slow', { handler: async () => { await new Promise((r) => setTimeout(r, 500)); return { body: 'done' } } })
    app.http('later', { handler: () => { setTimeout(() => Promise.reject(new Error('forgotten')), 10); return {} } })
    app.http('size', { methods: ['POST'], handler: async (r) => ({ body: String((await r.arrayBuffer()).byteLength) }) })
    app.http('large', { handler: async () => { console.log('large'); return { body: 'x'.repeat(2 ** 26) } } })
    app.http('text', { handler: async () => ({ headers: { 'x-a': '1' }, body: 'text' }) })
    app.http('asked', { handler: async ({ headers, query }) => ({ jsonBody: { headers, query } }) })
    app.http('fails', { handler: function failing() { throw new Error('not today') } })
    app.storageQueue('length', { queueName: 'q', connection: 'C', handler: (text) => void console.log(text.length),
      extraOutputs: [] })`
  writeFiles(join(folder, 'odd'), javascriptHandler(code))
  const streamed = `
    app.setup({ enableHttpStream: true })
    async function* pieces(text) { yield 'one '; await new Promise((r) => setTimeout(r, 300)); yield text }
    app.http('pieces', { methods: ['POST'], handler: async (r) => ({ body: pieces(await r.text()), cookies:
      [{ name: 'a', value: '1' }, { name: 'b', value: '2' }] }) })
    const packed = require('node:zlib').gzipSync('x'.repeat(5000))
    const headers = { 'content-encoding': 'gzip', 'content-length': String(packed.length) }
    app.http('packed', { handler: async () => ({ headers, body: packed }) })
    app.http('method', { methods: ['HEAD', 'DELETE'], handler: async (r) => ({ status: 404, headers: { 'x-m': r.method } }) })`
  writeFiles(join(folder, 'streaming'), javascriptHandler(streamed))
  for (const runtime of runtimes) {
    const build = (name: string) =>
      buildApp(join(folder, name), { outputDirectory: join(folder, `${name}-${runtime}`), runtime })
    odd[runtime].app = await build('odd')
    streaming[runtime].app = await build('streaming')
  }
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const executableOf = ({ app }: { app?: App }): string => app?.executable ?? ''

function triggerName(name: string, { app }: { app?: App }): string {
  const metadata = app?.functions.find((candidate) => candidate.name === name)
  return metadata === undefined ? '' : triggerOf(metadata).name
}

describe.each(runtimes)(
  'the process on %s',
  (runtime) => {
    test('answers what is in flight at SIGTERM, runs appTerminate, and does not exit 0', async () => {
      const handler = await startHandler(executableOf(odd[runtime]))
      const inFlight = fetch(`${handler.url}/api/slow`)
      await fetch(handler.url)
      handler.process.kill('SIGTERM')
      expect(await (await inFlight).text()).toBe('done')
      expect(await handler.exited).toBe(143)
      expect(handler.stdout()).toBe('terminated\n')
    })

    test('does not wait for a client that never takes its answer', async () => {
      const handler = await startHandler(executableOf(odd[runtime]))
      const socket = connect(Number(new URL(handler.url).port), '127.0.0.1')
      socket.pause()
      socket.write('GET /api/large HTTP/1.1\r\nHost: a\r\n\r\n')
      await expect.poll(handler.stdout).toBe('large\n')
      handler.process.kill('SIGTERM')
      expect(await handler.exited).toBe(143)
      socket.destroy()
    })

    test('writes headers and a query into JSON as empty objects', async () => {
      const { url } = await startHandler(executableOf(odd[runtime]))
      const answer = await fetch(`${url}/api/asked?a=1`, { headers: { 'x-functions-key': 'secret' } })
      expect(await answer.text()).toBe('{"headers":{},"query":{}}')
    })

    test('answers a text as text', async () => {
      const { url } = await startHandler(executableOf(odd[runtime]))
      const response = await fetch(`${url}/api/text`)
      expect([
        response.headers.get('content-type'),
        response.headers.get('x-a'),
        await response.text(),
      ]).toEqual(['text/plain;charset=UTF-8', '1', 'text'])
    })

    test('survives a function that throws, and names it on stderr', async () => {
      const handler = await startHandler(executableOf(odd[runtime]))
      const response = await fetch(`${handler.url}/api/fails`)
      expect([response.status, await response.text()]).toEqual([500, ''])
      expect((await fetch(handler.url)).status).toBe(200)
      await expect.poll(handler.stderr).toMatch(/^\[error\] fails \(.*\): Error: not today \| at failing \(/)
    })

    test('ends with the reason when nobody catches an error', async () => {
      const handler = await startHandler(executableOf(odd[runtime]))
      await fetch(`${handler.url}/api/later`)
      expect(await handler.exited).toBe(1)
      expect(handler.stderr()).toContain('[error] The handler stopped: Error: forgotten')
    })

    test('ends with the reason when a function file throws at start', async () => {
      const handler = await startHandler(executableOf(odd[runtime]), { FAIL_AT_START: '1' })
      expect(await handler.exited).toBe(1)
      expect(handler.stderr()).toContain('[error] The handler stopped: Error: no connection string')
      expect(handler.stderr().trim().split('\n')).toHaveLength(1)
    })

    test('ends with the reason when the port is missing or taken', async () => {
      const first = await startHandler(executableOf(odd[runtime]))
      const port = new URL(first.url).port
      const second = await startHandler(executableOf(odd[runtime]), { FUNCTIONS_CUSTOMHANDLER_PORT: port })
      expect(await second.exited).toBe(1)
      expect(second.stderr()).toContain(
        `[error] The handler could not start: Error: Port ${port} of 127.0.0.1 is taken.`,
      )
      const third = await startHandler(executableOf(odd[runtime]), { FUNCTIONS_CUSTOMHANDLER_PORT: '' })
      expect(await third.exited).toBe(1)
      expect(third.stderr()).toBe(
        '[error] The handler could not start: FUNCTIONS_CUSTOMHANDLER_PORT is "", which is no port. ' +
          'The Functions host sets it; to run the handler by hand, set it to a free port.\n',
      )
    })

    test('streams when the app asked for it', async () => {
      const handler = await startHandler(executableOf(streaming[runtime]))
      const response = await fetch(`${handler.url}/api/pieces`, { method: 'POST', body: 'two' })
      expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
      expect((await reader?.read())?.value).toBe('one ')
      expect((await reader?.read())?.value).toBe('two')
    })

    test('passes on a packed body as it is, and an answer without one', async () => {
      const { url } = await startHandler(executableOf(streaming[runtime]))
      const packed = await fetch(`${url}/api/packed`)
      // Unpacked by this client, which knows only by the header that it is packed.
      expect([packed.headers.get('content-encoding'), await packed.text()]).toEqual([
        'gzip',
        'x'.repeat(5000),
      ])
      expect(Number(packed.headers.get('content-length'))).toBeLessThan(100)
      for (const method of ['HEAD', 'DELETE']) {
        const response = await fetch(`${url}/api/method`, { method })
        expect([response.status, response.headers.get('x-m'), await response.text()]).toEqual([
          404,
          method,
          '',
        ])
      }
    })

    test('takes bodies of 100 MiB, plain and as base64 in an envelope, also without a length', async () => {
      const handler = await startHandler(executableOf(odd[runtime]))
      const size = 100 * 1024 * 1024
      const plain = await fetch(`${handler.url}/api/size`, { method: 'POST', body: new Uint8Array(size) })
      expect(await plain.text()).toBe(String(size))
      const item = `"${'a'.repeat((size / 3) * 4)}"`
      const envelope = JSON.stringify({
        Data: { [triggerName('length', odd[runtime])]: JSON.stringify(item) },
        Metadata: {},
      })
      const stream = new Blob([envelope]).stream()
      const init = { method: 'POST', body: stream, duplex: 'half' } as const
      expect((await fetch(`${handler.url}/length`, init)).status).toBe(200)
      await expect.poll(handler.stdout).toBe(`${item.length - 2}\n`)
    })
  },
  60_000,
)
