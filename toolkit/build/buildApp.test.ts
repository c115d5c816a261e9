import { chmodSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { buildApp } from './buildApp.ts'
import { hashDirectory } from './hashFiles.ts'
import { copyHandler, javascriptHandler, temporaryFolder, writeFiles } from './testing/handlerFolder.ts'
import { nodePath } from './toolchains/typescript/tools.ts'

const timeout = 60_000

describe('buildApp', () => {
  test(
    'makes the same bytes of equal folders wherever they are, and nothing but the app',
    async () => {
      const folder = temporaryFolder()
      const one = await buildApp(copyHandler(join(folder, 'one')), { outputDirectory: join(folder, 'app') })
      const two = await buildApp(copyHandler(join(folder, 'quite/another/place')), {
        outputDirectory: join(folder, 'quite/out'),
      })
      const hashes = hashDirectory(one.directory)
      expect(Object.keys(hashes)).toEqual([
        'handler',
        'heartbeat/function.json',
        'hello/function.json',
        'host.json',
        'local.settings.json',
        'orders/function.json',
        'receipts/function.json',
      ])
      expect(hashDirectory(two.directory)).toEqual(hashes)
      expect(statSync(one.executable).mode & 0o777).toBe(0o755)
      const executable = readFileSync(one.executable)
      expect(executable.includes('/toolkit/runtime')).toBe(false)
      expect(executable.includes(folder)).toBe(false)
    },
    timeout,
  )

  test(
    'makes the same bytes with Node.js, others than with Bun, and no more of them than Node.js has',
    async () => {
      const folder = temporaryFolder()
      const handler = copyHandler(join(folder, 'handler'))
      const build = (name: string, runtime: 'bun' | 'node') =>
        buildApp(handler, { outputDirectory: join(folder, name), runtime })
      const { executable, functions } = await build('app', 'node')
      const first = readFileSync(executable)
      expect(first.equals(readFileSync((await build('quite/another/app', 'node')).executable))).toBe(true)
      expect(first.includes('/toolkit/runtime')).toBe(false)
      expect(first.includes(folder)).toBe(false)
      expect(statSync(executable).mode & 0o777).toBe(0o755)
      expect(statSync(executable).size).toBeLessThan(statSync(nodePath()).size)
      const bun = await build('app', 'bun')
      expect(readFileSync(bun.executable).equals(first)).toBe(false)
      expect(bun.functions).toEqual(functions)
    },
    timeout,
  )

  test(
    'gives the functions by name as the host will read them',
    async () => {
      const folder = temporaryFolder()
      const app = await buildApp(copyHandler(join(folder, 'handler')), {
        outputDirectory: join(folder, 'app'),
      })
      expect(
        app.functions.map(({ name, bindings }) => [name, bindings.map((b) => `${b.type} ${b.direction}`)]),
      ).toEqual([
        ['heartbeat', ['timerTrigger in']],
        ['hello', ['httpTrigger in', 'http out']],
        ['orders', ['httpTrigger in', 'http out', 'queue out']],
        ['receipts', ['queueTrigger in', 'blob out']],
      ])
      expect(app.functions[2]?.bindings[1]?.name).toBe('res')
      expect(app.functions[3]?.bindings[1]).toEqual({
        name: '$return',
        type: 'blob',
        direction: 'out',
        path: 'receipts/{id}.json',
        connection: 'AzureWebJobsStorage',
      })
    },
    timeout,
  )

  test(
    'keeps an unchanged app, and builds again when source or output has changed',
    async () => {
      const folder = temporaryFolder()
      const handler = writeFiles(
        join(folder, 'handler'),
        javascriptHandler("app.http('a', { handler: () => ({}) })"),
      )
      const customHandler = { description: { defaultExecutablePath: 'handler' } }
      writeFiles(handler, { 'host.json': JSON.stringify({ version: '2.0', customHandler }) })
      const reports: string[] = []
      const build = async () => {
        reports.length = 0
        const app = await buildApp(handler, {
          outputDirectory: join(folder, 'app'),
          warn: () => {},
          report: (line) => reports.push(line),
        })
        return [app.functions.map(({ name }) => name).join(), reports.join('; ')]
      }
      const unchanged = 'Nothing has changed since the last build; '
      const built = 'Checking and bundling 1 file; Compiling the executable; '
      const dialect =
        ': envelope, because host.json has neither enableProxyingHttpRequest nor enableForwardingHttpRequest'
      expect(await build()).toEqual(['a', `${built}a${dialect}`])
      expect(await build()).toEqual(['a', `${unchanged}a${dialect}`])
      const { 'src/functions/one.js': changed = '' } = javascriptHandler(
        "app.http('b', { handler: () => ({}) })",
      )
      writeFiles(handler, { 'src/functions/one.js': changed })
      expect(await build()).toEqual(['b', `${built}b${dialect}`])
      chmodSync(join(folder, 'app/handler'), 0o755)
      writeFileSync(join(folder, 'app/handler'), 'not what was built')
      expect(await build()).toEqual(['b', `${built}b${dialect}`])
      expect(await build()).toEqual(['b', `${unchanged}b${dialect}`])
      // Hashes are kept of files that are older than some seconds, which a slow machine takes for this test.
      const left = readdirSync(folder).filter((name) => name !== 'app.hashes.json')
      expect(left.sort()).toEqual(['app', 'app.build.json', 'handler'])
    },
    timeout,
  )

  test(
    'completes the host.json of a project made for the Node.js worker',
    async () => {
      const folder = temporaryFolder()
      const files = javascriptHandler("app.timer('t', { schedule: '0 0 * * * *', handler: () => {} })")
      const handler = writeFiles(join(folder, 'handler'), files)
      const app = await buildApp(handler, { outputDirectory: join(folder, 'app') })
      expect(JSON.parse(readFileSync(join(app.directory, 'host.json'), 'utf8'))).toEqual({
        version: '2.0',
        extensions: { http: { customHeaders: { 'x-build-id': expect.stringMatching(/^[0-9a-f]{16}$/) } } },
        extensionBundle: { id: 'Microsoft.Azure.Functions.ExtensionBundle', version: '[4.*, 5.0.0)' },
        customHandler: {
          description: { defaultExecutablePath: 'handler' },
          enableForwardingHttpRequest: true,
          enableProxyingHttpRequest: true,
        },
      })
    },
    timeout,
  )

  test(
    'builds a folder behind a link',
    async () => {
      const folder = temporaryFolder()
      symlinkSync(
        writeFiles(join(folder, 'one'), javascriptHandler("app.get('one', () => ({}))")),
        join(folder, 'link'),
      )
      const app = await buildApp(join(folder, 'link'), { outputDirectory: join(folder, 'app') })
      expect(app.functions.map(({ name }) => name)).toEqual(['one'])
    },
    timeout,
  )

  test(
    'builds a project as func init makes it',
    async () => {
      const folder = temporaryFolder()
      const handler = writeFiles(join(folder, 'handler'), {
        'package.json': '{"main":"dist/src/{index,functions/*}.js"}',
        'tsconfig.json': `{"compilerOptions":{"module":"commonjs","target":"es6","outDir":"dist","rootDir":".",
          "sourceMap":true,"strict":false}}`,
        'src/index.ts': "import { app } from '@azure/functions'\napp.setup({ enableHttpStream: true })\n",
        'src/functions/one.ts': `import { app, HttpRequest, HttpResponseInit } from '@azure/functions'
          import * as os from 'os'
          export async function one(request: HttpRequest): Promise<HttpResponseInit> {
            return { body: (await request.text()) + os.EOL }
          }
          app.http('one', { methods: ['GET'], authLevel: 'anonymous', handler: one })`,
      })
      const app = await buildApp(handler, { outputDirectory: join(folder, 'app') })
      expect(app.functions.map(({ name }) => name)).toEqual(['one'])
    },
    timeout,
  )

  test(
    'may run several times at once',
    async () => {
      const folder = temporaryFolder()
      const handler = copyHandler(join(folder, 'handler'))
      const outputDirectory = join(folder, 'app')
      const apps = await Promise.all([1, 2, 3].map(() => buildApp(handler, { outputDirectory })))
      expect(apps.map(({ functions }) => functions.length)).toEqual([4, 4, 4])
      // Hashes are kept of files that are older than some seconds, which a slow machine takes for this test.
      const left = readdirSync(folder).filter((name) => name !== 'app.hashes.json')
      expect(left.sort()).toEqual(['app', 'app.build.json', 'handler'])
    },
    timeout,
  )

  test(
    'writes a retry policy and bindings of every kind',
    async () => {
      const folder = temporaryFolder()
      const code = `app.storageQueue('q', { queueName: 'in', connection: 'C', handler: () => {},
        retry: { strategy: 'exponentialBackoff', maxRetryCount: 3, minimumInterval: { seconds: 5 }, maximumInterval: { minutes: 90 } },
        extraOutputs: [output.generic({ type: 'queue', name: 'bytes', dataType: 'binary', queueName: 'out' })] })`
      const handler = writeFiles(join(folder, 'handler'), javascriptHandler(code))
      const app = await buildApp(handler, { outputDirectory: join(folder, 'app') })
      const written = JSON.parse(readFileSync(join(app.directory, 'q/function.json'), 'utf8'))
      expect(written.retry).toEqual({
        strategy: 'exponentialBackoff',
        maxRetryCount: 3,
        minimumInterval: '00:00:05',
        maximumInterval: '01:30:00',
      })
      expect(written.bindings[1]).toEqual({
        name: 'bytes',
        type: 'queue',
        direction: 'out',
        queueName: 'out',
      })
    },
    timeout,
  )
})
