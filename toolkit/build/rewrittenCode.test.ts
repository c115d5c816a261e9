import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { type App, buildApp } from './buildApp.ts'
import { newFolder, writeFiles } from './testing/handlerFolder.ts'
import { startHandler } from './testing/runningHandler.ts'

const folder = newFolder()
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const mark = '\uFEFF'
// For JavaScript the end of a line, in a text as well.
const separator = '\u2028'

const project = {
  'package.json': '{"main":"src/*.{ts,mts,js}","dependencies":{"driver":"1"}}',
  'tsconfig.json': '{"compilerOptions":{"module":"nodenext","strict":true,"experimentalDecorators":true}}',
  'node_modules/driver/index.js': "exports.name = 'driver'",
  'node_modules/mapper/package.json': `${mark}{"peerDependencies":{"driver":"1"}}`,
  // On one line, a file that no machine has before what it makes up.
  'node_modules/mapper/index.js':
    `exports.ends='${separator}';\r\nexports.native=[()=>require('./build/'+process.arch),()=>import(/* one of them */ './build/'+process.arch)];` +
    'exports.load=(name)=>require(name)',
  'src/driver.js': `
    const { app } = require('@azure/functions'), { native, load } = require('mapper')
    const missed = async (one) => { try { return await one() } catch ({ code }) { return code } }
    app.get('mapper', async () => ({ jsonBody: [load('driver').name, ...(await Promise.all(native.map(missed)))] }))`,
  'node_modules/strict/index.js': `#!/usr/bin/env node
    /*! By us */
    // For you
    'use strict'
    exports.strict = () => { const self = function () { return this }; return self() === undefined }
    exports.place = __dirname`,
  'src/strict.js': `
    const { app } = require('@azure/functions')
    app.get('strict', () => ({ jsonBody: require('strict').strict() }))`,
  // Writes code, and has a function that calls its own require by another name.
  'src/texts.js': `
    const { app } = require('@azure/functions')
    var load = require; // load = require;
    const code = ["load = require;", \`load = require\`]
    const inner = (require) => { const load = require; return load('driver') }
    app.get('texts', () => ({ jsonBody: [...code, inner((name) => 'own ' + name), load('driver').name] }))`,
  'src/decorated.mts': `
    import { app } from '@azure/functions'
    import { createRequire } from 'node:module'
    const load = createRequire(import.meta.url)
    const noted = (_type: unknown, _key: unknown, _index: number) => {}
    class Decorated { constructor(@noted readonly code = 'createRequire(import.meta.url)') {} }
    app.get('decorated', () => ({ jsonBody: [new Decorated().code, load('driver').name] }))`,
  'src/resolve.ts': `
    import { app } from '@azure/functions'
    declare const require: { resolve(name: string): string }
    app.get('resolve', () => ({ jsonBody: [
      (require as any).resolve('driver'), (<any>require).resolve('driver'), require!.resolve('driver'),
      require/* where? */.resolve('driver'), (require).resolve('driver')] }))`,
}

describe.each(['bun', 'node'] as const)('what the build rewrites, on %s,', (runtime) => {
  const outputDirectory = join(folder, `${runtime}-app`)
  let app: App
  async function call(path: string): Promise<unknown> {
    app ??= await buildApp(writeFiles(join(folder, runtime), project), { outputDirectory, runtime })
    const { url } = await startHandler(app.executable, {}, app.directory)
    return (await fetch(`${url}/api/${path}`)).json()
  }

  test('is found whatever stands before it', async () => {
    expect(await call('mapper')).toEqual(['driver', 'MODULE_NOT_FOUND', 'MODULE_NOT_FOUND'])
  })

  test('is not what only looks like it in texts and functions', async () => {
    expect(await call('texts')).toEqual(['load = require;', 'load = require', 'own driver', 'driver'])
    expect(await call('decorated')).toEqual(['createRequire(import.meta.url)', 'driver'])
  })

  test('is as strict as it says, whatever stands before that', async () => {
    // Bun compiles all code as if no file said so.
    expect(await call('strict')).toBe(runtime === 'node')
  })

  test('asks for places between brackets, types and comments', async () => {
    const place = join(outputDirectory, 'node_modules/driver/index.js')
    expect(await call('resolve')).toEqual(Array.from({ length: 5 }, () => place))
  })
})
