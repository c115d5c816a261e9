import { join } from 'node:path'
import { expect, test } from 'vitest'
import { buildApp } from './buildApp.ts'
import { javascriptHandler, temporaryFolder, writeFiles } from './testing/handlerFolder.ts'

const customHandler = { description: { defaultExecutablePath: 'handler' } }
const hostJson = { 'host.json': JSON.stringify({ version: '2.0', customHandler }) }

/** What a build that goes well says besides. */
async function notices(files: Readonly<Record<string, string>>): Promise<string[]> {
  const folder = temporaryFolder()
  const said: string[] = []
  const warn = (line: string) => said.push(line)
  const handler = writeFiles(join(folder, 'handler-folder'), { ...files, ...hostJson })
  await buildApp(handler, { outputDirectory: join(folder, 'app'), warn })
  return said
}

test('a type error in a file that is no part of the executable is told', async () => {
  const files = {
    'package.json': '{"main":"src/functions/*.js"}',
    'tsconfig.json': '{"compilerOptions":{"strict":true}}',
    'src/functions/one.ts': "import { app } from '@azure/functions'\napp.get('one', () => ({}))\n",
    'scripts/once.ts': "export const count: number = 'one'\n",
  }
  expect(await notices(files)).toEqual([
    'There is a type error in a file that does not become part of the executable: ' +
      "scripts/once.ts:1:14 error TS2322: Type 'string' is not assignable to type 'number'.",
  ])
})

test('a tsconfig.json without anything to check is no mistake', async () => {
  const files = javascriptHandler("app.get('one', () => ({}))")
  expect(await notices({ ...files, 'tsconfig.json': '{"compilerOptions":{"strict":true}}' })).toEqual([])
})

test('an app that needs a setting to be loaded gets those of local.settings.json, which is told', async () => {
  const code = `
    if (!process.env.TENANT) throw new Error('no TENANT')
    app.timer('tick', { schedule: process.env.TENANT, handler: () => {} })`
  const settings = { IsEncrypted: false, Values: { TENANT: '0 * * * * *' } }
  const files = { ...javascriptHandler(code), 'local.settings.json': JSON.stringify(settings) }
  expect(await notices(files)).toEqual([
    'The functions were found with the settings of local.settings.json, because without them ' +
      'src/functions/one.js:3:36 failed while it was loaded: no TENANT',
  ])
})

test('so does one that ends the process without it', async () => {
  const code = `
    if (!process.env.TENANT) process.exit(1)
    app.timer('tick', { schedule: process.env.TENANT, handler: () => {} })`
  const settings = { IsEncrypted: false, Values: { TENANT: '0 * * * * *' } }
  const files = { ...javascriptHandler(code), 'local.settings.json': JSON.stringify(settings) }
  expect(await notices(files)).toEqual([
    'The functions were found with the settings of local.settings.json, because without them the handler could not ' +
      'be loaded to find its functions: it exited with 1 while loading. Function files must only register functions ' +
      'when they are loaded.',
  ])
})

test('an app is loaded with what every function app has, and without local.settings.json where it can do', async () => {
  const code = `
    if (!process.env.APPLICATIONINSIGHTS_CONNECTION_STRING) throw new Error('no telemetry')
    app.timer('tick', { schedule: process.env.SCHEDULE ?? '0 * * * * *', handler: () => {} })`
  const settings = { IsEncrypted: false, Values: { SCHEDULE: 'every day' } }
  const files = { ...javascriptHandler(code), 'local.settings.json': JSON.stringify(settings) }
  expect(await notices(files)).toEqual([])
})

test('a library that is too old for the runtime is replaced, which is told', async () => {
  const files = {
    ...javascriptHandler("app.get('one', () => ({}))"),
    'node_modules/@azure/functions/package.json': '{"version":"4.5.0"}',
    'node_modules/@azure/functions/src/index.ts': "throw new Error('too old')",
  }
  expect(await notices(files)).toEqual([
    expect.stringMatching(
      /^The executable has @azure\/functions 4\.[\d.]+ in place of 4\.5\.0, which is older than this toolkit can work with\. "npm install @azure\/functions@latest" gives the handler the same$/,
    ),
  ])
})

test('telemetry of its own is let through, which is told', async () => {
  const code = "app.setup({ capabilities: { WorkerOpenTelemetryEnabled: true } }); app.get('one', () => ({}))"
  expect(await notices(javascriptHandler(code))).toEqual([
    'The capability WorkerOpenTelemetryEnabled does not reach the host of a custom handler: it sends its own ' +
      'telemetry of each call and log line beside that of the app',
  ])
})
