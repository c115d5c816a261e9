import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type App, buildApp } from './buildApp.ts'
import { listFiles } from './hashFiles.ts'
import { newFolder, writeFiles } from './testing/handlerFolder.ts'
import { startHandler } from './testing/runningHandler.ts'

const runtimes = ['bun', 'node'] as const
const folder = newFolder()
const apps = new Map<string, App>()

// Modules of today: a package of type "module" that awaits, imports JSON and aliases, and reads its own files.
const modules = {
  'package.json': '{"type":"module","main":"dist/src/{index,functions/*}.js"}',
  'tsconfig.json': JSON.stringify({
    compilerOptions: {
      ...{ module: 'nodenext', target: 'es2022', outDir: 'dist', rootDir: '.', strict: true },
      paths: { '@lib/*': ['./src/lib/*'] },
    },
  }),
  'data/text #1.txt': 'from the app folder',
  'src/settings.json': '{"unit":"litre"}',
  'src/lib/later.ts':
    "export const later = await Promise.resolve('awaited')\nexport default class Later {}\n",
  'src/index.ts':
    "const { hostname } = await import('node:os')\nObject.assign(globalThis, { first: typeof hostname })\n",
  'src/functions/files.ts': `
    import { readFile } from 'node:fs/promises'
    import * as path from 'node:path'
    import { fileURLToPath } from 'node:url'
    import { app } from '@azure/functions'
    import Later, { later } from '@lib/later.js'
    import settings from '../settings.json' with { type: 'json' }

    const __dirname = path.dirname(fileURLToPath(import.meta.url))
    const file = 'data/text #1.txt'
    class HttpRequest {}
    app.http('files', { handler: async (request, context) => ({ jsonBody: {
      byFolder: await readFile(path.join(__dirname, '../../..', file), 'utf8'),
      byUrl: await readFile(new URL('../../../data/text%20%231.txt', import.meta.url), 'utf8'),
      place: path.relative(process.cwd(), import.meta.filename),
      later, settings, isSame: (await import('../lib/later.js')).default === Later,
      kinds: [request, context, new HttpRequest()].map((each) => each.constructor.name),
      first: Reflect.get(globalThis, 'first') } }) })\n`,
  'src/functions/decorated.ts': `
    import { app, type HttpResponseInit } from '@azure/functions'

    type Method = (this: Counter) => HttpResponseInit
    function polite(method: Method, context: ClassMethodDecoratorContext<Counter, Method>): Method {
      return function () { return { body: [String(context.name), method.call(this).body].join(' ') } }
    }
    const named = (name: string) => (_class: unknown, { kind }: ClassDecoratorContext) => { names.push(kind, name) }
    const names: string[] = []
    @named('counter')
    class Counter {
      static { names.push('static') }
      accessor #calls = 0
      @polite count(): HttpResponseInit { this.#calls += 1; return { body: [this.#calls, ...names].join(' ') } }
    }
    const counter = new Counter()
    app.get('decorated', () => counter.count())\n`,
}

// And of yesterday, with what lies in a folder of functions besides.
const scripts = {
  'package.json': '{"main":"src/functions/*.{js,mjs,cjs}"}',
  '.funcignore': 'notes/\n',
  '.env': 'SECRET=1',
  'local.settings.dev.json': '{"Values":{"SECRET":"1"}}',
  'README.md': '',
  'notes/plan.md': '',
  'old/function.json': '{}',
  'public/page.html': '<p>page</p>',
  'public/page.js': 'alert(1)',
  'lib/place.js':
    "'use strict'\nexports.place = __dirname\nexports.strict = (function () { return this === undefined })()\n",
  'node_modules/tool/package.json': '{"main":"tool.js"}',
  'node_modules/tool/tool.js': 'module.exports = __filename',
  'src/functions/page.js': `
    const { app } = require('@azure/functions')
    const fs = require('fs'), path = require('path')
    const { place } = require('../../lib/place')
    const page = fs.readFileSync(path.join(__dirname, '..', '..', 'public', 'page.html'), 'utf8')
    const places = [place, __filename, require('tool')].map((each) => path.relative(process.cwd(), each))
    class Shape { static make() { return new Shape() } }
    app.get('page', (request, context) => ({ jsonBody: { page, places, kinds: [request, context, Shape.make()].map((each) => each.constructor.name) } }))\n`,
  'src/functions/one.mjs':
    "import { app } from '@azure/functions'\napp.get('one', () => ({ body: import.meta.dirname }))\n",
  'src/functions/two.cjs':
    "const { app } = require('@azure/functions')\napp.get('two', () => ({ body: __dirname }))\n",
}

// And those that do not wait for what they load.
const unawaited = {
  'package.json': '{"main":"index.js"}',
  'index.js': "void import('./later.js')",
  'later.js': "const { app } = require('@azure/functions')\napp.get('later', () => ({ body: 'there' }))\n",
}

beforeAll(async () => {
  writeFiles(join(folder, 'unawaited'), unawaited)
  apps.set(
    'unawaited',
    await buildApp(join(folder, 'unawaited'), { outputDirectory: join(folder, 'later-app') }),
  )
  writeFiles(join(folder, 'modules'), modules)
  writeFiles(join(folder, 'scripts'), scripts)
  for (const runtime of runtimes) {
    for (const name of ['modules', 'scripts']) {
      const outputDirectory = join(folder, `${name}-${runtime}`)
      apps.set(`${name} ${runtime}`, await buildApp(join(folder, name), { outputDirectory, runtime }))
    }
  }
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function appOf(name: string): App {
  const app = apps.get(name)
  if (app === undefined) throw new Error(`${name} was not built.`)
  return app
}

/** As the host starts it: in its own folder. */
async function started(app: App) {
  const { url } = await startHandler(app.executable, {}, app.directory)
  return (path: string) => fetch(`${url}/api/${path}`)
}

describe.each(runtimes)('on %s', (runtime) => {
  test('modules await, import JSON and each other, and read the files of the app', async () => {
    const call = await started(appOf(`modules ${runtime}`))
    expect(await (await call('files')).json()).toEqual({
      byFolder: 'from the app folder',
      byUrl: 'from the app folder',
      place: 'dist/src/functions/files.js',
      later: 'awaited',
      settings: { unit: 'litre' },
      isSame: true,
      kinds: ['HttpRequest', 'InvocationContext', 'HttpRequest'],
      first: 'function',
    })
  })

  test('classes are decorated', async () => {
    const call = await started(appOf(`modules ${runtime}`))
    expect(await (await call('decorated')).text()).toBe('count 1 class counter static')
  })

  test('scripts find themselves where they would be published', async () => {
    const app = appOf(`scripts ${runtime}`)
    const call = await started(app)
    expect(await (await call('page')).json()).toEqual({
      page: '<p>page</p>',
      places: ['lib', 'src/functions/page.js', 'node_modules/tool/tool.js'],
      kinds: ['HttpRequest', 'InvocationContext', 'Shape'],
    })
    const place = join(app.directory, 'src/functions')
    expect([await (await call('one')).text(), await (await call('two')).text()]).toEqual([place, place])
  })
})

test('functions that are loaded without waiting are there', async () => {
  const call = await started(appOf('unawaited'))
  expect(await (await call('later')).text()).toBe('there')
})

test('an app has the files it may read, and none of code, of tools, of secrets', () => {
  expect(listFiles(appOf('scripts bun').directory)).toEqual([
    ...['handler', 'host.json', 'local.settings.json', 'node_modules/tool/package.json'],
    ...['one/function.json', 'page/function.json'],
    ...['public/page.html', 'public/page.js', 'two/function.json'],
  ])
  expect(listFiles(appOf('modules bun').directory)).toContain('data/text #1.txt')
})

test('an app with files besides is kept while they are unchanged', async () => {
  const reports: string[] = []
  const report = (line: string) => reports.push(line)
  const build = () =>
    buildApp(join(folder, 'scripts'), { outputDirectory: join(folder, 'scripts-bun'), report })
  await build()
  expect(reports).toContain('Nothing has changed since the last build')
  writeFiles(join(folder, 'scripts'), { 'public/page.html': '<p>other</p>' })
  reports.length = 0
  await build()
  expect(reports).not.toContain('Nothing has changed since the last build')
}, 60_000)
