import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildApp } from './buildApp.ts'
import { triggerOf } from './functionMetadata.ts'
import { javascriptHandler, newFolder, writeFiles } from './testing/handlerFolder.ts'
import { loadUntilClosed } from './testing/keptAliveLoad.ts'
import { startHandler } from './testing/runningHandler.ts'

const folder = newFolder()
let executable = ''
let triggerName = ''

beforeAll(async () => {
  const code = `
    const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
    let begun = 0, now = 0, most = 0
    app.http('work', { handler: async () => { begun += 1; await pause(begun % 20); return { body: 'done' } } })
    app.http('long', { handler: async () => { await pause(14_000); return { body: 'at last' } } })
    app.hook.appTerminate(() => console.log('begun ' + begun))
    app.storageQueue('gathers', { queueName: 'q', connection: 'C', handler: async (count) => {
      now += 1
      most = Math.max(most, now)
      while (most < count) await pause(1)
      now -= 1
      return most
    } })`
  const handler = writeFiles(join(folder, 'handler'), javascriptHandler(code))
  const app = await buildApp(handler, { outputDirectory: join(folder, 'app') })
  executable = app.executable
  triggerName = app.functions.map(triggerOf).find(({ type }) => type === 'queueTrigger')?.name ?? ''
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test.concurrent('at SIGTERM under load no request is lost, and the process ends', async () => {
  const handler = await startHandler(executable)
  const load = loadUntilClosed(handler.url, '/api/work', 32)
  await new Promise((resolve) => setTimeout(resolve, 300))
  handler.process.kill('SIGTERM')
  const { answered, unanswered, broken } = await load
  expect(await handler.exited).toBe(143)
  expect({ unanswered, broken, stdout: handler.stdout() }).toEqual({
    unanswered: 0,
    broken: [],
    stdout: `begun ${answered}\n`,
  })
}, 60_000)

test.concurrent('as many invocations run at once as the host sends', async () => {
  const { url } = await startHandler(executable)
  const body = JSON.stringify({ Data: { [triggerName]: '"64"' }, Metadata: {} })
  const invoke = () => fetch(`${url}/gathers`, { method: 'POST', body })
  // None ends before all of them have begun.
  const responses = await Promise.all(Array.from({ length: 64 }, invoke))
  const results = await Promise.all(responses.map((response) => response.text()))
  expect(new Set(results)).toEqual(new Set(['{"Outputs":{},"Logs":[],"ReturnValue":64}']))
}, 60_000)

// Bun's own limit cuts a request off at about 12 s.
test.concurrent('an invocation may take longer than Bun waits by default', async () => {
  const { url } = await startHandler(executable)
  expect(await (await fetch(`${url}/api/long`)).text()).toBe('at last')
}, 60_000)
