import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { type App, buildApp } from './buildApp.ts'
import { newFolder, temporaryFolder, writeFiles } from './testing/handlerFolder.ts'
import { startHandler } from './testing/runningHandler.ts'

const folder = newFolder()
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const project = {
  'package.json': '{"main":"index.js"}',
  // Hides from bundlers what it requires, and passes over what is not there.
  'node_modules/dates/index.js': `
    exports.name = 'dates'
    exports.greet = (language) => {
      var load
      try { load = require; return load('./locale/' + language).greet() } catch (error) { return error.code }
    }
    exports.openly = (language) => { try { return require('./locale/' + language).greet() } catch ({ code }) { return code } }`,
  'node_modules/dates/locale/fr.js': "exports.greet = () => 'bonjour ' + require('../index').name",
  'node_modules/dates/locale/pt/index.js': "exports.greet = () => 'bom dia'",
  'node_modules/dates/locale/de.json': '{}',
  'node_modules/dates/locale/README.txt': '',
  'node_modules/dates/package.json': '{}',
  // Was built for no machine. On one line, as a minifier leaves it, with letters of two bytes before it.
  'node_modules/faster/index.js':
    "exports.µ=[()=>require('./build/'+process.arch+'.js'),()=>import('./build/'+process.arch)];exports.at=__dirname",
  // Asks where files are: its own, those of another package, and what is not installed.
  'node_modules/finds/index.js': `
    const { readFileSync } = require('fs')
    const at = (name) => { try { return require.resolve(name) } catch ({ code }) { return code } }
    exports.found = () => [
      ...[require.resolve('./words'), require.resolve('words/list.txt'), at('./absent'), at('fs')],
      (() => { try { return require.resolve('not-installed') } catch ({ code }) { return code } })()]
    exports.read = () => exports.found().slice(0, 2).map((file) => readFileSync(file, 'utf8'))`,
  'node_modules/finds/words.js': 'hello()',
  'node_modules/words/list.txt': 'one two',
  'node_modules/words/list.js': '',
  // As a compiler leaves an ES module that requires.
  'node_modules/created/package.json': '{"type":"module","exports":"./index.js"}',
  'node_modules/created/index.js':
    'import{createRequire as e}from"module";var r=/* @__PURE__ */e(import.meta.url);' +
    'export const name=r("dates").name,place=()=>r.resolve("words/list.txt"),url=()=>import.meta.resolve("words/list.js");',
  'module.mjs': `
    import { createRequire } from 'node:module'
    const require = createRequire(import.meta.url)
    export const all = () => [require('dates').name, require('./data.json'), createRequire(import.meta.url)('dates').name,
      require('path').sep, require.resolve('words/list.txt')]
    export const absent = () => require('not-installed')`,
  'data.json': '1',
  'index.js': `
    const { app } = require('@azure/functions')
    const dates = require('dates'), faster = require('faster')
    const attempt = async (work) => { try { return await work() } catch ({ code, message }) { return code + ': ' + message } }
    app.get('dates', () => ({ jsonBody: ['fr', 'pt', 'xx'].flatMap((name) => [dates.greet(name), dates.openly(name)]) }))
    app.get('faster', async () => ({ jsonBody: await Promise.all(faster.µ.map(attempt)) }))
    const { found, read } = require('finds')
    app.get('found', () => ({ jsonBody: [found(), read()] }))
    const created = require('created'), { all, absent } = require('./module.mjs')
    app.get('created', async () => ({ jsonBody: [created.name, created.place(), created.url(), all(), await attempt(absent)] }))`,
}

describe.each(['bun', 'node'] as const)('a package, on %s,', (runtime) => {
  let app: App
  async function call(path: string): Promise<unknown> {
    app ??= await buildApp(writeFiles(join(folder, runtime), project), {
      outputDirectory: join(folder, `${runtime}-app`),
      runtime,
    })
    const { url } = await startHandler(app.executable, {}, app.directory)
    return (await fetch(`${url}/api/${path}`)).json()
  }

  test('finds a module by a name that it makes up, also through a variable', async () => {
    expect(await call('dates')).toEqual([
      ...['bonjour dates', 'bonjour dates'],
      ...['bom dia', 'bom dia'],
      ...['MODULE_NOT_FOUND', 'MODULE_NOT_FOUND'],
    ])
  })

  test('misses what no file has the name of when it gets there', async () => {
    const missing = `MODULE_NOT_FOUND: Cannot find module './build/${process.arch}`
    expect(await call('faster')).toEqual([`${missing}.js'`, `${missing}'`])
  })

  const place = join(folder, `${runtime}-app`, 'node_modules')

  test('is told where a file lies, its own or of another package', async () => {
    expect(await call('found')).toEqual([
      [
        ...[`${place}/finds/words.js`, `${place}/words/list.txt`],
        ...['MODULE_NOT_FOUND', 'fs', 'MODULE_NOT_FOUND'],
      ],
      ['hello()', 'one two'],
    ])
  })

  test("and the app's own modules require with what createRequire makes", async () => {
    expect(await call('created')).toEqual([
      ...['dates', `${place}/words/list.txt`, `file://${place}/words/list.js`],
      ['dates', 1, 'dates', '/', `${place}/words/list.txt`],
      expect.stringMatching(/^MODULE_NOT_FOUND: Cannot find module 'not-installed'/),
    ])
  })
})

test("a made-up name in the app's own code that no file can have fails the build", async () => {
  const directory = writeFiles(temporaryFolder(), {
    ...project,
    'index.js': "exports.load = (name) => require('./absent/' + name)",
  })
  await expect(buildApp(directory, { outputDirectory: join(folder, 'failed') })).rejects.toThrow(
    'The handler cannot be bundled:\nindex.js:1:34 Could not resolve require("./absent/**/*")\nMend it and build again.',
  )
})
