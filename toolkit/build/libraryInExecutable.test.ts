import { rmSync } from 'node:fs'
import { join } from 'node:path'
import * as official from '@azure/functions'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildApp } from './buildApp.ts'
import { javascriptHandler, newFolder, writeFiles } from './testing/handlerFolder.ts'
import { startHandler } from './testing/runningHandler.ts'

const folder = newFolder()
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function build(name: string, files: Readonly<Record<string, string>>): Promise<string> {
  const options = { outputDirectory: join(folder, `${name}-app`) }
  return (await buildApp(writeFiles(join(folder, name), files), options)).executable
}

const memberNames = (of: object) => Object.keys(of).sort()
const expected = {
  library: memberNames(official),
  app: memberNames(official.app),
  hook: memberNames(official.app.hook),
  input: memberNames(official.input),
  output: memberNames(official.output),
  trigger: memberNames(official.trigger),
}

// The library is all there, though most of it is made when it is asked for.
const tell = `
  const names = (of) => Object.keys(of).filter((name) => name !== 'default' && name !== '__esModule').sort()
  const { app, input, output, trigger, HttpRequest, HttpResponse, InvocationContext } = library
  app.http('tell', { handler: (request, context) => ({ jsonBody: {
    members: { library: names(library), app: names(app), hook: names(app.hook), input: names(input), output: names(output),
      trigger: names(trigger) },
    instances: [request instanceof HttpRequest, context instanceof InvocationContext, request.clone() instanceof HttpRequest],
  } }) })
  app.http('answer', { handler: () => new HttpResponse({ status: 201, body: 'made', headers: { 'x-a': '1' } }) })
  app.http('late', { handler: () => { app.setup({ enableHttpStream: true }) } })`

describe.each([
  [
    'require',
    {
      'package.json': '{"main":"src/functions/*.js"}',
      'host.json': '{"version":"2.0"}',
      'src/functions/one.js': `const library = require('@azure/functions')\n${tell}`,
    },
  ],
  [
    'import',
    {
      'package.json': '{"type":"module","main":"src/functions/*.js"}',
      'host.json': '{"version":"2.0"}',
      'src/functions/one.js': `import * as library from '@azure/functions'\n${tell}`,
    },
  ],
] as const)('an app that uses the library by %s', (name, files) => {
  const built = { executable: '' }
  beforeAll(async () => {
    built.executable = await build(name, files)
  })

  test('finds in it what the library exports', async () => {
    const { url } = await startHandler(built.executable)
    expect(await (await fetch(`${url}/api/tell`)).json()).toEqual({
      members: expected,
      instances: [true, true, true],
    })
  })

  test('may answer with a response of its own making', async () => {
    const { url } = await startHandler(built.executable)
    const response = await fetch(`${url}/api/answer`)
    expect([response.status, await response.text(), response.headers.get('x-a')]).toEqual([201, 'made', '1'])
  })

  test('cannot change its setup once it has started', async () => {
    const { url, stderr } = await startHandler(built.executable)
    expect((await fetch(`${url}/api/late`)).status).toBe(500)
    await expect.poll(stderr).toContain("Setup options can't be changed after app startup has finished.")
  })
})

describe('what the running environment changes', () => {
  const built = { executable: '' }
  beforeAll(async () => {
    const code = `
      app.http('greet', { route: process.env.ROUTE ?? 'greet', handler: () => ({ body: 'hello' }) })
      app.storageQueue('work', { queueName: process.env.QUEUE ?? 'built', connection: 'C', handler: (item, context) =>
        void console.log(context.options.trigger.queueName + ' ' + item) })
      if (process.env.EXTRA) app.http('extra', { handler: () => ({ body: 'extra' }) })`
    built.executable = await build('environment', javascriptHandler(code))
  })

  test('does not change what the host has read in function.json', async () => {
    const { url, stdout } = await startHandler(built.executable, { ROUTE: 'other', QUEUE: 'other' })
    expect(await (await fetch(`${url}/api/greet`)).text()).toBe('hello')
    const { functions } = await buildApp(join(folder, 'environment'), {
      outputDirectory: join(folder, 'environment-app'),
    })
    const [trigger] = functions.find(({ name }) => name === 'work')?.bindings ?? []
    const body = JSON.stringify({ Data: { [trigger?.name ?? '']: '"x"' }, Metadata: {} })
    expect((await fetch(`${url}/work`, { method: 'POST', body })).status).toBe(200)
    await expect.poll(stdout).toContain('built x')
  })

  test('may add a function, which the host does not know', async () => {
    const { url } = await startHandler(built.executable, { EXTRA: '1' })
    expect(await (await fetch(`${url}/api/extra`)).text()).toBe('extra')
    const plain = await startHandler(built.executable)
    expect((await fetch(`${plain.url}/api/extra`)).status).toBe(404)
  })
})
