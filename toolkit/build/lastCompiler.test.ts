import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { buildApp } from './buildApp.ts'
import { javascriptHandler, newFolder, writeFiles } from './testing/handlerFolder.ts'
import { startHandler } from './testing/runningHandler.ts'

const folder = newFolder()
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test("the engine's last compiler is for the app's code and for reading heads, not for the rest of the runtime", async () => {
  const code = `
    function spin(times) { let sum = 0; for (let at = 0; at < times; at += 1) sum = (sum * 31 + at) % 1009; return sum }
    app.get('spin', () => ({ body: spin.name + spin(2000) }))`
  const handler = writeFiles(join(folder, 'handler'), javascriptHandler(code))
  const { executable } = await buildApp(handler, { outputDirectory: join(folder, 'app') })
  const { url, stderr } = await startHandler(executable, { BUN_JSC_reportFTLCompileTimes: 'true' })
  const callOften = async () => {
    for (let call = 0; call < 1500; call += 1) await (await fetch(`${url}/api/spin`)).text()
  }
  await Promise.all(Array.from({ length: 8 }, callOften))
  const compiled = stderr()
    .split('\n')
    .filter((line) => line.includes('using FTL'))
  const spared = compiled.filter((line) => line.includes('NeverFTLOptimize'))
  expect(spared).not.toEqual([])
  expect(spared.filter((line) => !line.includes('(fail)'))).toEqual([])
  const ofApp = compiled.filter((line) => line.includes(' spin#'))
  expect(ofApp).not.toEqual([])
  expect(ofApp.filter((line) => line.includes('(fail)'))).toEqual([])
}, 60_000)

test("the app's code is not taken for the runtime's, whatever it is called", async () => {
  // So are some of the runtime that this app has no use for.
  const code = `
    import { app } from '@azure/functions'
    class EventEmitter {}
    function remember() {}
    app.get('listed', () => ({ jsonBody: globalThis.functionsRuntimeCode().map((codes) =>
      [codes.length > 0, codes.includes(EventEmitter), codes.includes(remember)]) }))`
  const handler = writeFiles(join(folder, 'named'), { 'package.json': '{"main":"one.mjs"}', 'one.mjs': code })
  const { executable } = await buildApp(handler, { outputDirectory: join(folder, 'named-app') })
  const { url } = await startHandler(executable)
  expect(await (await fetch(`${url}/api/listed`)).json()).toEqual([
    [true, false, false],
    [true, false, false],
  ])
})

test('an app may do what it likes to the way to the engine: all calls are answered', async () => {
  const code = `
    let calls = 0
    app.get('count', () => { process.getBuiltinModule = undefined; calls += 1; return { body: String(calls) } })`
  const handler = writeFiles(join(folder, 'replacing'), javascriptHandler(code))
  const { executable } = await buildApp(handler, { outputDirectory: join(folder, 'replacing-app') })
  const { url } = await startHandler(executable)
  let last = ''
  for (let call = 0; call < 1100; call += 1) last = await (await fetch(`${url}/api/count`)).text()
  expect(last).toBe('1100')
}, 30_000)
