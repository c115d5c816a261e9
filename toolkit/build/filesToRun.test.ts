import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { type App, buildApp } from './buildApp.ts'
import { newFolder, temporaryFolder, writeFiles } from './testing/handlerFolder.ts'
import { messageOf } from './testing/messageOf.ts'
import { startHandler } from './testing/runningHandler.ts'
import { filesToRun } from './toolchains/typescript/filesToRun.ts'

const folder = newFolder()
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const project = {
  'package.json': '{"main":"dist/functions/*.js"}',
  'tsconfig.json':
    '{"compilerOptions":{"module":"commonjs","target":"es2022","rootDir":"src","outDir":"dist","strict":true,"esModuleInterop":true,"types":["node"]}}',
  'data/words.txt': 'words',
  'src/functions/run.ts': `
    import { app } from '@azure/functions'
    import { join } from 'node:path'
    import { run } from '../run'
    import { read, together } from 'pool'
    import { modules } from 'dual'
    import { isMainThread, parentPort, Worker } from 'node:worker_threads'
    if (isMainThread) {
      app.get('joined', async () => ({ jsonBody: await run(new Worker(join(__dirname, '..', 'threads/hash.js'), { workerData: 'a' })) }))
      app.get('added', async () => ({ jsonBody: await run(new Worker(__dirname + '/../threads/hash.js', { workerData: 'a' })) }))
      app.get('app', async () => ({ jsonBody: await run(new Worker('./dist/threads/hash.js', { workerData: 'a' })) }))
      app.get('nested', async () => ({ jsonBody: await run(new Worker(\`\${__dirname}/../threads/nested.js\`)) }))
      app.get('itself', async () => ({ jsonBody: await run(new Worker(__filename)) }))
      app.get('package', async () => ({ jsonBody: await together() }))
      app.get('modules', async () => ({ jsonBody: await modules() }))
      app.get('read', async () => ({ jsonBody: read('words.js') }))
    } else parentPort?.postMessage('itself')`,
  'src/run.ts': `
    import type { Worker } from 'node:worker_threads'
    export const run = (worker: Worker) => new Promise<unknown>((resolve) => {
      worker.once('message', resolve)
      worker.once('error', (error) => resolve(String(error)))
    })`,
  'src/threads/hash.ts': `
    import { readFileSync } from 'node:fs'
    import { join } from 'node:path'
    import { parentPort, workerData } from 'node:worker_threads'
    import { shout } from 'shout'
    parentPort?.postMessage([shout(workerData), __filename.slice(-21), readFileSync(join(__dirname, '../../data/words.txt'), 'utf8')])`,
  'src/threads/nested.ts': `
    import { parentPort, Worker } from 'node:worker_threads'
    import { join } from 'node:path'
    import { run } from '../run'
    const worker = new Worker(join(__dirname, 'hash.js'), { workerData: 'b' })
    run(worker).then((message) => parentPort?.postMessage(message))`,
  'node_modules/shout/package.json': '{"types":"index.d.ts"}',
  'node_modules/shout/index.d.ts': 'export declare const shout: (text: string) => string',
  'node_modules/shout/index.js': 'exports.shout = (text) => text.toUpperCase()',
  'node_modules/pool/package.json': '{"types":"index.d.ts"}',
  'node_modules/pool/index.d.ts':
    'export declare const together: () => Promise<unknown>, read: (name: string) => unknown',
  'node_modules/pool/index.js': `
    const { Worker } = require('worker_threads'), { resolve } = require('path')
    exports.read = (name) => require('fs').readFileSync(resolve(__dirname, 'lib', name), 'utf8')
    exports.unused = () => new Worker(resolve(__dirname, 'lib', 'broken.js'))
    exports.together = () => new Promise((done) => {
      const worker = new Worker(resolve(__dirname, 'lib', 'worker.js'))
      worker.once('message', done).once('error', (error) => done(String(error)))
    })`,
  'node_modules/pool/lib/worker.js':
    "require('worker_threads').parentPort.postMessage(require('shout').shout(require('./words.js')))",
  'node_modules/pool/lib/words.js': "module.exports = 'pool'",
  'node_modules/dual/package.json': '{"types":"index.d.ts","main":"modules/index.js"}',
  'node_modules/dual/index.d.ts': 'export declare const modules: () => Promise<unknown>',
  'node_modules/dual/modules/package.json': '{"type":"module"}',
  'node_modules/dual/modules/index.js': `
    import { Worker } from 'worker_threads'
    export const modules = () => new Promise((done) => {
      const worker = new Worker(new URL('./lib/worker.js', import.meta.url))
      worker.once('message', done).once('error', (error) => done(String(error)))
    })`,
  'node_modules/dual/modules/lib/worker.js':
    "import { parentPort } from 'worker_threads'; parentPort.postMessage('modules')",
  'node_modules/pool/lib/broken.js': "require('./absent.js')",
}

describe.each(['bun', 'node'] as const)('on %s', (runtime) => {
  let built: Promise<App> | undefined
  const build = () => {
    const handler = writeFiles(join(folder, `handler-${runtime}`), project)
    return buildApp(handler, { outputDirectory: join(folder, `app-${runtime}`), runtime })
  }
  const threadsWords = (text: string) => [text, '/dist/threads/hash.js', 'words']

  test.each([
    ['by the place of the module, joined', 'joined', threadsWords('A')],
    ['by the place of the module, added', 'added', threadsWords('A')],
    ['from the app folder', 'app', threadsWords('A')],
    ['from a file that runs beside the app itself', 'nested', threadsWords('B')],
    ['as the module itself', 'itself', 'itself'],
    ['by a package', 'package', 'POOL'],
    ['by a package that has ES modules below another package.json', 'modules', 'modules'],
  ])(
    'a file that is named %s runs as a thread',
    async (_how, name, expected) => {
      built ??= build()
      const { url } = await startHandler((await built).executable, {}, join(folder, `app-${runtime}`))
      expect(await (await fetch(`${url}/api/${name}`)).json()).toEqual(expected)
    },
    60_000,
  )

  test('so does one of ES modules, with what it exports', async () => {
    const handler = writeFiles(join(folder, `modules-${runtime}`), {
      'package.json': '{"type":"module","main":"index.js"}',
      'index.js': `
        import { app } from '@azure/functions'
        import { Worker } from 'node:worker_threads'
        const Pool = class { constructor(file) { this.file = file } async run() { return (await import(this.file)).default() } }
        const file = new URL('./thread.js', import.meta.url)
        app.get('url', () => new Promise((done) => new Worker(file).once('message', (jsonBody) => done({ jsonBody }))
          .once('error', (error) => done({ status: 500, body: String(error) }))))
        app.get('pool', async () => ({ jsonBody: await new Pool(new URL('pooled.mjs', import.meta.url).href).run() }))`,
      'thread.js': `
        import { parentPort } from 'node:worker_threads'
        import { words } from './words.js'
        parentPort.postMessage(await Promise.resolve([words, import.meta.url.split('/').at(-1)]))`,
      'pooled.mjs':
        "import { sep } from 'path'; import { words } from './words.js'; export default () => words + sep",
      'words.js': "export const words = 'words'",
    })
    const { executable } = await buildApp(handler, {
      outputDirectory: join(folder, `modules-app-${runtime}`),
      runtime,
    })
    const { url } = await startHandler(executable)
    const answers = await Promise.all(
      ['url', 'pool'].map(async (name) => (await fetch(`${url}/api/${name}`)).text()),
    )
    expect(answers).toEqual(['["words","thread.js"]', '"words/"'])
  }, 60_000)

  test('what such a file of a package is made of is still there for who reads it', async () => {
    built ??= build()
    const { url } = await startHandler((await built).executable)
    expect(await (await fetch(`${url}/api/read`)).json()).toBe("module.exports = 'pool'")
  }, 60_000)
})

describe.each(['bun', 'node'] as const)('on %s', (runtime) => {
  test.each([
    ['CommonJS', {}],
    ['an ES module', { type: 'module' }],
  ])(
    'a file is forked, %s',
    async (_kind, kind) => {
      const handler = writeFiles(join(folder, `forking-${runtime}-${Object.keys(kind)}`), {
        'package.json': JSON.stringify({ ...kind, main: 'dist/index.js' }),
        'tsconfig.json': `{"compilerOptions":{"module":"${'type' in kind ? 'nodenext' : 'commonjs'}","target":"es2022","rootDir":"src","outDir":"dist","types":["node"]}}`,
        'src/index.ts': `
        import { app } from '@azure/functions'
        import { fork } from 'node:child_process'
        import { fileURLToPath } from 'node:url'
        import { join } from 'node:path'
        ${'type' in kind ? 'const __dirname = fileURLToPath(new URL(".", import.meta.url))' : ''}
        const started = fork(join(__dirname, 'child.js'), ['at the start'])
        const first = new Promise<unknown>((resolve) => started.once('message', resolve))
        app.get('first', async () => ({ jsonBody: await first }))
        app.get('fork', async () => {
          const child = fork(join(__dirname, 'child.js'), ['one', 'two'])
          const messages: unknown[] = []
          child.on('message', (message) => { messages.push(message); if (messages.length === 1) child.send('end') })
          const code = await new Promise((resolve) => child.once('exit', resolve))
          return { jsonBody: [...messages, code] }
        })`,
        'src/child.ts': `
        import { shout } from './shout.js'
        ${'type' in kind ? 'await Promise.resolve()' : ''}
        process.send?.(process.argv.slice(2).map(shout))
        process.on('message', (message) => process.send?.(message, () => process.exit(3)))
        if (process.argv.length === 3) process.disconnect()`,
        'src/shout.ts': 'export const shout = (text: string) => text.toUpperCase()',
      })
      const { executable } = await buildApp(handler, {
        outputDirectory: join(folder, `forking-app-${runtime}-${Object.keys(kind)}`),
        runtime,
      })
      const { url } = await startHandler(executable)
      expect(await (await fetch(`${url}/api/first`)).json()).toEqual(['AT THE START'])
      expect(await (await fetch(`${url}/api/fork`)).json()).toEqual([['ONE', 'TWO'], 'end', 3])
    },
    60_000,
  )
})

test.each(['bun', 'node'] as const)(
  'a cluster runs its file, and without one the app again, on %s',
  async (runtime) => {
    const handler = writeFiles(join(folder, `cluster-${runtime}`), {
      'package.json': '{"main":"index.js"}',
      'index.js': `
        const { app } = require('@azure/functions'), cluster = require('cluster')
        const said = () => new Promise((done) => cluster.fork().once('message', done).once('exit', (code) => done({ code })))
        if (cluster.isWorker) process.send('app')
        else app.get('f', async () => {
          const first = await said()
          cluster.setupPrimary({ exec: __dirname + '/child.js' })
          return { jsonBody: [first, await said()] }
        })`,
      'child.js': "process.send('child')",
    })
    const outputDirectory = join(folder, `cluster-app-${runtime}`)
    const { url } = await startHandler((await buildApp(handler, { outputDirectory, runtime })).executable)
    expect(await (await fetch(`${url}/api/f`)).json()).toEqual(['app', 'child'])
  },
  60_000,
)

test('a source is found below a folder that is called as a file is', () => {
  const directory = writeFiles(join(temporaryFolder(), 'node.js'), {
    'index.ts': "new Worker(join(__dirname, 'thread.js'))",
    'thread.ts': '',
  })
  const layout = { directory, tsconfig: undefined, linked: new Map() }
  expect([...filesToRun([join(directory, 'index.ts')], layout)]).toEqual([
    ['thread.js', join(directory, 'thread.ts')],
  ])
})

test.each(['bun', 'node'] as const)(
  "pino's transports run as threads, whatever names them, on %s",
  async (runtime) => {
    const handler = writeFiles(join(folder, `pino-${runtime}`), {
      'package.json': '{"main":"src/index.js"}',
      // Both as they do it.
      'node_modules/thread-stream/index.js': `
      const { Worker } = require('worker_threads'), { join } = require('path')
      module.exports = class ThreadStream { constructor(filename) {
        this.worker = new Worker(join(__dirname, 'lib', 'worker.js'), { workerData: filename }) } }`,
      'node_modules/thread-stream/lib/worker.js': `
      const { parentPort, workerData } = require('worker_threads')
      parentPort.postMessage(require(workerData)())`,
      'node_modules/pino/index.js': `
      const ThreadStream = require('thread-stream'), { isAbsolute, join } = require('path')
      module.exports = ({ transport }) => {
        const known = globalThis.__bundlerPathsOverrides?.[transport.target] ?? transport.target
        const file = known === 'pino/file' ? join(__dirname, 'file.js') : known
        if (!isAbsolute(file)) throw new Error('unable to determine transport target for ' + file)
        return new Promise((done) => new ThreadStream(file).worker.once('message', done).once('error', done))
      }`,
      'node_modules/pino/file.js': "module.exports = () => require('shout').shout('file')",
      'node_modules/pino-pretty/package.json': '{"main":"lib/pretty.js"}',
      'node_modules/pino-pretty/lib/pretty.js': "module.exports = () => require('shout').shout('pretty')",
      'node_modules/shout/index.js': project['node_modules/shout/index.js'],
      'src/index.js': `
      const { app } = require('@azure/functions')
      const pino = require('pino'), path = require('path')
      const at = (target) => pino({ transport: { target } })
      const pretty = pino({ transport: { target: 'pino-pretty' } })
      const own = pino({ transport: { target: path.join(__dirname, 'own.js') } })
      app.get('logs', async () => ({ jsonBody: await Promise.all([pretty, own, at('pino/file')]) }))`,
      'src/own.js': "module.exports = () => require('shout').shout('own')",
    })
    const { executable } = await buildApp(handler, {
      outputDirectory: join(folder, `pino-app-${runtime}`),
      runtime,
    })
    const { url } = await startHandler(executable)
    expect(await (await fetch(`${url}/api/logs`)).json()).toEqual(['PRETTY', 'OWN', 'FILE'])
  },
  60_000,
)

test('one of the app that cannot be bundled is told as the rest of the app is', async () => {
  const handler = writeFiles(temporaryFolder(), {
    'package.json': '{"main":"index.js"}',
    'index.js': `
      const { app } = require('@azure/functions'), { Worker } = require('worker_threads')
      app.get('f', () => void new Worker(__dirname + '/thread.js'))`,
    'thread.js': "require('./absent.js')",
  })
  expect(await messageOf(() => buildApp(handler, { outputDirectory: join(temporaryFolder(), 'app') }))).toBe(
    'The handler cannot be bundled:\nthread.js:1:9 Could not resolve "./absent.js"\nMend it and build again.',
  )
})
