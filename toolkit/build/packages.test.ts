import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { type App, buildApp } from './buildApp.ts'
import { listFiles } from './hashFiles.ts'
import { newFolder, temporaryFolder, writeFiles } from './testing/handlerFolder.ts'
import { startHandler } from './testing/runningHandler.ts'

const folder = newFolder()
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const project = {
  'package.json': '{"main":"index.js","dependencies":{"driver-of-mysql":"1"}}',
  // Reads its own files, beside a module that does not.
  'node_modules/fonts/package.json': '{"version":"1.2.3"}',
  'node_modules/fonts/index.js': `
    const fs = require('fs'), path = require('path')
    const read = (name) => fs.readFileSync(path.join(__dirname, name), 'utf8')
    exports.fonts = () => [read('data/a.txt'), require('./package.json').version, JSON.parse(read('package.json')).version]`,
  'node_modules/fonts/data/a.txt': 'Courier',
  'node_modules/fonts/data/.keep': '',
  'node_modules/fonts/index.d.ts': '',
  'node_modules/fonts/index.js.map': '',
  'node_modules/fonts/README.md': '',
  // The same package in another version, which one of another scope brings along.
  'node_modules/@print/page/index.js': "exports.page = () => require('fonts').fonts()",
  'node_modules/@print/page/node_modules/fonts/package.json': '{"type":"module","exports":"./index.js"}',
  'node_modules/@print/page/node_modules/fonts/index.js':
    "import { readFileSync } from 'node:fs'\n" +
    "export const fonts = () => [readFileSync(new URL('./data/a.txt', import.meta.url), 'utf8')]\n",
  'node_modules/@print/page/node_modules/fonts/data/a.txt': 'Helvetica',
  // Reads nothing.
  'node_modules/plain/index.js': 'exports.plain = true',
  'node_modules/plain/data.txt': '',
  // Comes with a driver for each database; none of them is installed.
  'node_modules/query/index.js': `
    exports.dialect = (name) => name === 'none' ? 'none' : require('driver-of-postgres')
    exports.faster = () => import('query-in-c').then(() => true, ({ code, message }) => code + ': ' + message)`,
  // Requires by a variable what the app has to bring along.
  'node_modules/mapper/package.json':
    '{"peerDependencies":{"driver-of-mysql":"1"},"peerDependenciesMeta":{"driver-of-mysql":{"optional":true},"tool":{}}}',
  'node_modules/mapper/index.js': `/* ö */ exports.driver = (name) => { void __dirname; return new Loader().require(name) }
    class Loader { require(name) { return this.load(name) } load(name) { /* ö */ return require(name) } }
    exports.late = (name) => import(name).then((module) => module.default)`,
  'node_modules/driver-of-mysql/index.js': "module.exports = 'mysql'",
  'node_modules/tool/index.js': "module.exports = 'tool'",
  // Brings its addon in a package for each machine, which needs another one beside it. One of them is installed.
  'node_modules/native/package.json': '{"optionalDependencies":{"native-here":"1","native-there":"1"}}',
  'node_modules/native/index.js': `
    for (const name of ['there', 'here']) try { exports.native = require(\`native-\${name}/addon\`)() } catch {}`,
  'node_modules/native-here/package.json':
    '{"os":["linux"],"exports":{"./addon":"./lib/addon.js"},"optionalDependencies":{"native-base":"1"}}',
  'node_modules/native-here/lib/addon.js':
    "module.exports = () => require('fs').readFileSync(require('path').join(__dirname, '../../native-base/lib/base.so'), 'utf8')",
  'node_modules/native-base/package.json': '{"cpu":["x64","arm64"]}',
  'node_modules/native-base/lib/base.so': 'native',
  // Requires from its place, where package.json says what is meant.
  'node_modules/reader/package.json':
    '{"optionalDependencies":{"canvas":"1","pen":"1"},"imports":{"#font/*":"./fonts/*.cjs"}}',
  'node_modules/reader/index.js': `
    const load = process.getBuiltinModule('module').createRequire(__filename)
    exports.read = (...names) => names.map((name) => load(name))
    exports.late = (name) => import(name).then((module) => module.default)`,
  'node_modules/reader/worker.mjs': "export default 'worker'",
  'node_modules/reader/fonts/bold.cjs': "module.exports = 'bold'",
  'node_modules/canvas/package.json': '{"main":"lib/main.js","dependencies":{"canvas-base":"1"}}',
  'node_modules/canvas/lib/main.js': "module.exports = require('canvas-base')",
  'node_modules/canvas-base/index.js': "module.exports = 'canvas'",
  // The app requires it as well, and has to get the same.
  'node_modules/pen/index.js': "exports.same = {}; require('ink')",
  'node_modules/pen/package.json': '{"dependencies":{"ink":"1"}}',
  'node_modules/ink/index.js': '',
  'node_modules/addon/index.js': `
    exports.load = () => require('./build/Release/addon.node')
    // While the app is loaded, too.
    try { exports.load() } catch (error) { if (!/file too short|invalid ELF/.test(error.message)) throw error }`,
  'node_modules/addon/build/Release/addon.node': 'no addon',
  'index.js': `
    const { app } = require('@azure/functions')
    const { plain } = require('plain'), query = require('query'), { load } = require('addon')
    const mapper = require('mapper'), { native } = require('native'), reader = require('reader')
    const pen = require('pen')
    const attempt = (work) => { try { return work() } catch (error) { return error.message } }
    app.get('files', () => ({ jsonBody: [...require('fonts').fonts(), ...require('@print/page').page(), plain] }))
    app.get('drivers', async () => ({ jsonBody: [
      query.dialect('none'), attempt(() => query.dialect()), attempt(() => query.dialect()), await query.faster()] }))
    app.get('mapper', async () => ({ jsonBody: [
      mapper.driver('driver-of-mysql'), await mapper.late('driver-of-mysql'), attempt(() => mapper.driver('tool'))] }))
    app.get('native', () => ({ body: native }))
    app.get('reader', () => ({ jsonBody: [...reader.read('#font/bold', 'canvas'), reader.read('pen')[0] === pen] }))
    app.get('worker', async () => ({ body: await reader.late('./worker.mjs') }))
    app.get('addon', () => ({ body: attempt(load) }))`,
}

describe.each(['bun', 'node'] as const)('a package, on %s,', (runtime) => {
  let app: App
  async function call(path: string): Promise<Response> {
    app ??= await buildApp(writeFiles(join(folder, runtime), project), {
      outputDirectory: join(folder, `${runtime}-app`),
      runtime,
    })
    const { url } = await startHandler(app.executable, {}, app.directory)
    return fetch(`${url}/api/${path}`)
  }

  test('reads its own files, in each version of it', async () => {
    expect(await (await call('files')).json()).toEqual(['Courier', '1.2.3', '1.2.3', 'Helvetica', true])
  })

  test('that is not there is missed when it is needed, not before', async () => {
    expect(await (await call('drivers')).json()).toEqual([
      'none',
      ...["Cannot find module 'driver-of-postgres'", "Cannot find module 'driver-of-postgres'"],
      "MODULE_NOT_FOUND: Cannot find module 'query-in-c'",
    ])
  })

  test('finds what the app brings along for it by a name that it makes up', async () => {
    expect(await (await call('mapper')).json()).toEqual([
      ...['mysql', 'mysql'],
      expect.stringMatching(/^Cannot find (?:module|package) 'tool'/),
    ])
  })

  test('finds what it brings along for this machine', async () => {
    expect(await (await call('native')).text()).toBe('native')
  })

  test('requires from its place what is there', async () => {
    expect(await (await call('reader')).json()).toEqual(['bold', 'canvas', true])
    expect(await (await call('worker')).text()).toBe('worker')
  })

  test('has its addon loaded from its place beside the executable', async () => {
    const place = join(folder, `${runtime}-app`, 'node_modules/addon/build/Release/addon.node')
    expect(await (await call('addon')).text()).toMatch(
      new RegExp(`^${place}: (?:file too short|invalid ELF)`),
    )
  })

  test('brings what it may read and no more', () => {
    expect(listFiles(app.directory).filter((file) => file.startsWith('node_modules/'))).toEqual([
      'node_modules/@print/page/node_modules/fonts/data/a.txt',
      'node_modules/@print/page/node_modules/fonts/package.json',
      'node_modules/addon/build/Release/addon.node',
      'node_modules/canvas-base/index.js',
      'node_modules/canvas/lib/main.js',
      'node_modules/canvas/package.json',
      'node_modules/fonts/data/a.txt',
      'node_modules/fonts/package.json',
      'node_modules/ink/index.js',
      'node_modules/mapper/package.json',
      'node_modules/native-base/lib/base.so',
      'node_modules/native-base/package.json',
      'node_modules/native-here/package.json',
      'node_modules/pen/index.js',
      'node_modules/pen/package.json',
      'node_modules/reader/fonts/bold.cjs',
      'node_modules/reader/package.json',
      'node_modules/reader/worker.mjs',
    ])
  })
})

test('what a package reads asks for another build when it changes', async () => {
  const directory = writeFiles(temporaryFolder(), project)
  const reports: string[] = []
  const build = () =>
    buildApp(directory, {
      outputDirectory: join(folder, 'again'),
      report: (line) => reports.push(line),
    })
  await build()
  await build()
  expect(reports).toContain('Nothing has changed since the last build')
  writeFiles(directory, { 'node_modules/fonts/data/a.txt': 'Palatino' })
  reports.length = 0
  await build()
  expect(reports).not.toContain('Nothing has changed since the last build')
}, 60_000)

test('what a package may require and cannot be bundled fails no build', async () => {
  const directory = writeFiles(temporaryFolder(), {
    'package.json': '{"main":"index.js","dependencies":{"page":"1"}}',
    'index.js': "const { app } = require('@azure/functions'); app.get('show', { handler: require('show') })",
    'node_modules/show/package.json': '{"peerDependencies":{"page":"1"}}',
    'node_modules/show/index.js': 'module.exports = (name) => require(name)',
    'node_modules/page/index.js': "require('./page.html')",
    'node_modules/page/page.html': '',
  })
  const { functions } = await buildApp(directory, { outputDirectory: join(folder, 'shown') })
  expect(functions.map(({ name }) => name)).toEqual(['show'])
})

test("a package that the app's own code lacks fails the build", async () => {
  const directory = writeFiles(temporaryFolder(), {
    ...project,
    'index.js': "exports.load = () => require('absent')",
  })
  await expect(buildApp(directory, { outputDirectory: join(folder, 'failed') })).rejects.toThrow(
    'The handler cannot be bundled:\nindex.js:1:30 Could not resolve "absent"\nMend it and build again.',
  )
})
