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
  'node_modules/dates/locale/de.json': '{}',
  'node_modules/dates/locale/README.txt': '',
  'node_modules/dates/package.json': '{}',
  // Was built for no machine. On one line, as a minifier leaves it, with letters of two bytes before it.
  'node_modules/faster/index.js':
    "exports.µ=[()=>require('./build/'+process.arch+'.js'),()=>import('./build/'+process.arch)];exports.at=__dirname",
  'index.js': `
    const { app } = require('@azure/functions')
    const dates = require('dates'), faster = require('faster')
    const attempt = async (work) => { try { return await work() } catch ({ code, message }) { return code + ': ' + message } }
    app.get('dates', () => ({ jsonBody: ['fr', 'xx'].flatMap((name) => [dates.greet(name), dates.openly(name)]) }))
    app.get('faster', async () => ({ jsonBody: await Promise.all(faster.µ.map(attempt)) }))`,
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
      ...['MODULE_NOT_FOUND', 'MODULE_NOT_FOUND'],
    ])
  })

  test('misses what no file has the name of when it gets there', async () => {
    const missing = `MODULE_NOT_FOUND: Cannot find module './build/${process.arch}`
    expect(await call('faster')).toEqual([`${missing}.js'`, `${missing}'`])
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
