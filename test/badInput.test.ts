import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { App } from '../toolkit/build/buildApp.ts'
import { triggerOf } from '../toolkit/build/functionMetadata.ts'
import { type RunningHandler, startHandler } from '../toolkit/build/testing/runningHandler.ts'
import { sendRaw, statusOf } from './support/rawRequest.ts'
import { buildSamples } from './support/samples.ts'

const built: { app?: App } = {}
const running: RunningHandler[] = []

beforeAll(async () => {
  built.app = await buildSamples()
}, 60_000)

async function start(): Promise<RunningHandler> {
  const handler = await startHandler(built.app?.executable ?? '', { PASSWORD: 'of-the-environment' })
  running.push(handler)
  return handler
}

// Whatever a test sent: the process is alive, answers, and has told nobody its environment.
afterEach(async () => {
  for (const { url, stdout, stderr } of running.splice(0)) {
    expect(await (await fetch(`${url}/api/greet?name=Ada`)).json()).toMatchObject({ hello: 'Ada' })
    expect(stdout() + stderr()).not.toContain('of-the-environment')
  }
})

function triggerName(name: string): string {
  const metadata = built.app?.functions.find((candidate) => candidate.name === name)
  return metadata === undefined ? '' : triggerOf(metadata).name
}

const close = 'Host: localhost\r\nConnection: close\r\n'
const get = (path: string, headers = close) => `GET ${path} HTTP/1.1\r\n${headers}\r\n`
const post = (path: string, body: string, headers = `Content-Length: ${Buffer.byteLength(body)}\r\n`) =>
  `POST ${path} HTTP/1.1\r\n${close}Content-Type: application/json\r\n${headers}\r\n${body}`
const notAnInvocation = 'The body is not an invocation: {"Data":{…},"Metadata":{…}}.\n'

describe('refused with the reason:', () => {
  test.each([
    ['malformed JSON', post('/audit', '{"Data":'), 400, notAnInvocation],
    ['no JSON', post('/audit', ''), 400, notAnInvocation],
    ['JSON that is no envelope', post('/audit', '[{"Data":{}}]'), 400, notAnInvocation],
    ['an unknown function', post('/nobody', '{}'), 404, 'No function answers /nobody.\n'],
    [
      'a name every object has',
      post('/constructor', '{"Data":{}}'),
      404,
      'No function answers /constructor.\n',
    ],
    ['a wrong verb for an invocation', get('/audit'), 405, 'audit is invoked by POST.\n'],
    ['a wrong verb for a route', post('/api/lines', ''), 405, '/api/lines does not take POST.\n'],
    ['a path that is not UTF-8', get('/api/%ff%fe'), 404, 'No function answers /api/%ff%fe.\n'],
    ['a malformed escape', get('/api/greet/%zz'), 404, 'No function answers /api/greet/%zz.\n'],
  ])('%s', async (_what, request, status, reason) => {
    const { url } = await start()
    const answer = await sendRaw(url, request)
    expect([statusOf(answer), answer.slice(answer.indexOf('\r\n\r\n') + 4)]).toEqual([status, reason])
  })

  test('a body that is not UTF-8', async () => {
    const { url } = await start()
    const body = Buffer.from(`{"Data":{"${triggerName('audit')}":"\xff\xfe"}}`, 'latin1')
    const answer = await sendRaw(
      url,
      Buffer.concat([Buffer.from(post('/audit', '', `Content-Length: ${body.length}\r\n`)), body]),
    )
    expect(statusOf(answer)).toBe(400)
    expect(answer.endsWith(notAnInvocation)).toBe(true)
  })

  test('an invocation that is nested too deeply', async () => {
    const { url, stderr } = await start()
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    const answer = await sendRaw(url, post('/audit', `{"Data":{"${triggerName('audit')}":${deep}}}`))
    expect(statusOf(answer)).toBe(400)
    expect(answer.endsWith('The invocation is nested too deeply.\n')).toBe(true)
    await expect.poll(stderr).toMatch(/^\[error\] audit \(.*\): Error: The invocation is nested too deeply\./)
  })

  test.each(['a b', 'a/b', 'a@b', 'a\\b', 'é', '', '[::1', 'a:99999'])('the host %j', async (host) => {
    const { url } = await start()
    const answer = await sendRaw(url, get('/api/greet', `Host: ${host}\r\nConnection: close\r\n`))
    expect(statusOf(answer)).toBe(400)
    expect(answer.endsWith('The Host header is not valid.\n')).toBe(true)
  })

  test('a host that would turn a route into the address of an invocation', async () => {
    const { url } = await start()
    const envelope = JSON.stringify({ Data: { [triggerName('audit')]: '"forged"' } })
    const answer = await sendRaw(url, post('/api/audit', envelope).replace('localhost', 'a/b'))
    expect(statusOf(answer)).toBe(400)
  })
})

describe('refused before any function sees it:', () => {
  test.each([
    [
      'a length and chunks',
      post('/audit', '0\r\n\r\n', 'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n'),
      400,
    ],
    ['two lengths', post('/audit', '{}', 'Content-Length: 2\r\nContent-Length: 3\r\n'), 400],
    ['a negative length', post('/audit', '{}', 'Content-Length: -2\r\n'), 400],
    ['more than the handler takes', post('/audit', '', 'Content-Length: 9999999999\r\n'), 413],
    ['a transfer encoding nobody knows', post('/audit', '{}', 'Transfer-Encoding: gzip\r\n'), 400],
    ['chunks that are none', post('/audit', 'zz\r\n{}\r\n', 'Transfer-Encoding: chunked\r\n'), 400],
    ['a header with a zero byte', get('/api/greet', `${close}X-A: a\0b\r\n`), 400],
    ['a folded header', get('/api/greet', `${close}X-A: a\r\n b\r\n`), 400],
    ['a space before the colon', get('/api/greet', `${close}X-A : a\r\n`), 400],
    ['no host', get('/api/greet', 'Connection: close\r\n'), 400],
    ['headers of 100 KB', get('/api/greet', `${close}X-A: ${'a'.repeat(100_000)}\r\n`), 431],
    ['a thousand headers', get('/api/greet', close + 'X-A: a\r\n'.repeat(1000)), 431],
    ['what is no HTTP', '\x16\x03\x01 hello\r\n\r\n', 400],
  ])('%s', async (_what, request, status) => {
    const { url, stdout } = await start()
    expect(statusOf(await sendRaw(url, request))).toBe(status)
    expect(stdout()).toBe('')
  })

  test('a body that is cut off', async () => {
    const { url, stdout, stderr } = await start()
    const part = post('/audit', '{"Data":', 'Content-Length: 99\r\n')
    expect(statusOf(await sendRaw(url, part, 'end'))).toBe(400)
    expect(stdout() + stderr()).toBe('')
  })
})

test('headers of 32 KB, which the host lets through, are taken', async () => {
  const { url } = await start()
  const answer = await sendRaw(url, get('/api/greet', `${close}Cookie: ${'a'.repeat(32_000)}\r\n`))
  expect(statusOf(answer)).toBe(200)
})

test('keys that would change what every object inherits change nothing', async () => {
  const { url } = await start()
  const keys = '"__proto__":{"name":"forged"},"constructor":{"prototype":{"name":"forged"}}'
  const envelope = `{"Data":{"${triggerName('audit')}":{${keys}},${keys}},"Metadata":{${keys}},${keys}}`
  expect(statusOf(await sendRaw(url, post('/audit', envelope)))).toBe(200)
  expect(statusOf(await sendRaw(url, post('/api/greet', `{${keys}}`)))).toBe(200)
  const answer = await sendRaw(url, post('/api/greet', '{}'))
  expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4))).toMatchObject({ hello: 'world' })
})
