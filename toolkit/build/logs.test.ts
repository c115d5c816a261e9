import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildApp } from './buildApp.ts'
import { javascriptHandler, newFolder, writeFiles } from './testing/handlerFolder.ts'
import { startHandler } from './testing/runningHandler.ts'

const folder = newFolder()
const outputDirectory = join(folder, 'app')
const count = 5000

beforeAll(async () => {
  const code = `
    const write = (log) => { for (let i = 1; i <= ${count}; i++) log('line ' + i + ' ' + 'x'.repeat(100)) }
    app.get('levels', { handler: (request, context) => {
      context.trace('t'); context.debug('d'); context.info('i'); context.log('l\\nl'); context.warn('w')
      context.error(new TypeError('a warning is no error'))
      return {} } })
    app.get('crash', { handler: (request, context) => {
      write((line) => context.log(line))
      setImmediate(() => Promise.reject(new Error('the end')))
      return {} } })
    app.get('exit', { handler: (request, context) => { write((line) => context.error(line)); process.exit(3) } })
    app.hook.appTerminate(() => write((line) => console.log(line)))`
  await buildApp(writeFiles(join(folder, 'handler'), javascriptHandler(code)), { outputDirectory })
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const start = () => startHandler(join(outputDirectory, 'handler'))
const lines = (text: string) => text.split('\n').slice(0, -1)

test('each level goes where the host reads it, on one line that names the invocation', async () => {
  const { url, stdout, stderr } = await start()
  await fetch(`${url}/api/levels`, { headers: { 'x-azure-functions-invocationid': 'id-7' } })
  await expect.poll(() => lines(stdout())).toEqual(['levels (id-7): i', 'levels (id-7): l | l'])
  await expect.poll(() => lines(stderr())).toHaveLength(2)
  const [warning = '', error = ''] = lines(stderr())
  expect(warning).toBe('[warning] levels (id-7): w')
  expect(error).toMatch(/^\[error\] levels \(id-7\): TypeError: a wa\u2060rning is no error \| at /)
})

test.each([
  ['crashes', 'crash', 1],
  ['ends itself', 'exit', 3],
  ['is told to end', undefined, 143],
])('nothing is lost when the handler %s and nobody has read yet', async (_how, path, code) => {
  const handler = await start()
  handler.process.stdout?.pause()
  handler.process.stderr?.pause()
  const exited = once(handler.process, 'exit')
  if (path === undefined) handler.process.kill('SIGTERM')
  else fetch(`${handler.url}/api/${path}`).catch(() => {})
  // The pipe is full long before the last line: the handler can only go on once it is read.
  await new Promise((resolve) => setTimeout(resolve, 100))
  handler.process.stdout?.resume()
  handler.process.stderr?.resume()
  expect((await exited)[0]).toBe(code)
  await handler.exited
  const written = lines(handler.stdout() + handler.stderr()).filter((line) => line.includes('line '))
  expect(written).toHaveLength(count)
  expect(written.at(-1)).toContain(`line ${count} `)
})
