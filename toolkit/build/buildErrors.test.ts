import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildApp } from './buildApp.ts'
import { hashDirectory } from './hashFiles.ts'
import {
  copyHandler,
  javascriptHandler,
  newFolder,
  temporaryFolder,
  writeFiles,
} from './testing/handlerFolder.ts'
import { UserError } from './userError.ts'

const good = newFolder()
const output = join(good, 'app')

beforeAll(() => buildApp(copyHandler(join(good, 'handler')), { outputDirectory: output }))
afterAll(() => rmSync(good, { recursive: true, force: true }))

/** Builds over the good app and gives what the user reads. */
async function failure(handler: string): Promise<string> {
  const before = hashDirectory(output)
  const error = await buildApp(handler, { outputDirectory: output }).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(hashDirectory(output)).toEqual(before)
  if (!(error instanceof UserError)) throw new Error('the build did not fail for the user', { cause: error })
  return error.message
}

function failureOf(code: string, more: Record<string, string> = {}): Promise<string> {
  return failure(writeFiles(temporaryFolder(), { ...javascriptHandler(code), ...more }))
}

describe('a failed build leaves the former app and says what to do:', () => {
  test('what the bundler takes and the runtime does not', async () => {
    const message = await failureOf("app.get('one', () => require('sloppy'))", {
      'node_modules/sloppy/index.js': 'eval = 3',
    })
    expect(message).toMatch(
      /^Bun cannot compile the handler with its packages:\n\d+ \| .*eval=3.*\nerror: Invalid assignment target\nMend it, or leave out the package that it is in, or build with the runtime "node", and build again\.$/,
    )
  })

  test('type errors, each with file, line and column', async () => {
    const handler = copyHandler(join(temporaryFolder(), 'handler'))
    const file = 'src/functions/hello.ts'
    writeFiles(handler, {
      [file]: `import { app } from '@azure/functions'\n\nconst n: number = 'x'\napp.http(n, {})\n`,
    })
    const message = await failure(handler)
    expect(message).toContain(`${file}:3:7 error TS2322: Type 'string' is not assignable to type 'number'.`)
    expect(message).toMatch(/^The handler has type errors:\n[\s\S]*\nMend them and build again\.$/)
  })

  test('a syntax error in TypeScript', async () => {
    const handler = copyHandler(join(temporaryFolder(), 'handler'))
    writeFiles(handler, { 'src/functions/hello.ts': 'const = 1\n' })
    expect(await failure(handler)).toContain(
      'src/functions/hello.ts:1:7 error TS1134: Variable declaration expected.',
    )
  })

  test('a syntax error in JavaScript', async () => {
    expect(await failureOf('const = 1')).toBe(
      'The handler cannot be bundled:\nsrc/functions/one.js:2:7 Expected identifier but found "="\n' +
        'Mend it and build again.',
    )
  })

  test('an import that is not there', async () => {
    expect(await failureOf("require('./missing')")).toContain(
      'src/functions/one.js:2:9 Could not resolve "./missing"',
    )
  })

  test('a file that throws when it is loaded, with the line of the user', async () => {
    const code = "function connect() {\n  throw new Error('no database')\n}\nconnect()"
    expect(await failureOf(code)).toBe(
      'src/functions/one.js:3:9 failed while it was loaded: no database\n' +
        'The build loads every function file to find its functions. A setting that it needs for that may be in the ' +
        'environment of the build or in local.settings.json. Mend it and build again.',
    )
  })

  test('a file that ends the process', async () => {
    expect(await failureOf('process.exit(0)')).toBe(
      'The handler could not be loaded to find its functions: it exited while loading. ' +
        'Function files must only register functions when they are loaded.',
    )
  })

  test('a file that ends the process only with the settings of local.settings.json', async () => {
    const code = "if (!process.env.TENANT) throw new Error('no TENANT')\nprocess.exit(0)"
    const settings = { 'local.settings.json': '{"Values":{"TENANT":"a"}}' }
    expect(await failureOf(code, settings)).toBe(
      'The handler could not be loaded to find its functions: it exited while loading. ' +
        'Function files must only register functions when they are loaded.',
    )
  })

  test('two functions of one name', async () => {
    const code = "for (const _ of [1, 2]) app.http('twin', { handler: () => ({}) })"
    expect(await failureOf(code)).toContain(
      'src/functions/one.js:2:29 failed while it was loaded: A function named "twin" has already been registered. ' +
        'Give one of the two another name.',
    )
  })

  test('two functions whose names differ by case only', async () => {
    const code =
      "for (const name of ['twin', 'Twin']) app.http(name, { route: name + '1', handler: () => ({}) })"
    expect(await failureOf(code)).toBe(
      "The function 'twin' would be refused by the host: the function 'Twin' has the same name but for its case.",
    )
  })

  test('a function whose name is none', async () => {
    expect(await failureOf("app.http('__proto__', { handler: () => ({}) })")).toBe(
      "The function '__proto__' would be refused by the host: '__proto__' is not a valid function name.",
    )
  })

  test('no functions', async () => {
    expect(await failureOf('')).toBe(
      'The handler registers no function, so the host would not even start it. ' +
        'Register one, e.g. app.http("hello", { handler }), in a file that "main" of package.json names.',
    )
  })

  test.each([
    ["app.http('my function', { handler: () => ({}) })", "'my function' is not a valid function name."],
    ["app.http('../up', { handler: () => ({}) })", "'../up' is not a valid function name."],
    [
      "app.http('f', { route: 'admin/x', handler: () => ({}) })",
      'The specified route conflicts with one or more built in routes.',
    ],
    [
      "app.http('f', { route: '{id', handler: () => ({}) })",
      "The route template '/{id' is not valid: the braces do not match.",
    ],
    [
      "app.get('f', { route: 'x', handler: () => ({}) }); app.http('g', { route: 'X', handler: () => ({}) })",
      "The route specified conflicts with the route defined by function 'f'.",
    ],
    [
      "app.http('f', { extraOutputs: [output.generic({ type: 'queue', name: 'a_b' })], handler: () => ({}) })",
      'The binding name a_b is invalid. Please assign a valid name to the binding.',
    ],
  ])('%s', async (code, reason) => {
    const message = await failureOf(code)
    expect(message).toMatch(/^The function '.*' would be refused by the host: /)
    expect(message).toContain(reason)
  })

  test.each([
    [
      "app.storageBlob('f', { path: 'a/{n}', connection: 'C', sdkBinding: true, handler: () => {} })",
      "The function 'f' uses sdkBinding: true (blobTrigger 'blobTrigger",
      'which a custom handler cannot have: the host hands over a reference to the blob or message only to the ' +
        'worker of a language, and to a handler nothing usable. Leave sdkBinding out and take the content, or ' +
        'make the client in the function with its own SDK.',
    ],
    [
      "app.serviceBusQueue('f', { queueName: 'q', connection: 'C', autoCompleteMessages: false, handler: () => {} })",
      "The function 'f' uses autoCompleteMessages: false (serviceBusTrigger 'serviceBusTrigger",
      'which a custom handler cannot have: no call of the protocol settles a message, so each would stay locked ' +
        'and come again until it is dead-lettered. Leave autoCompleteMessages out: a function that returns ' +
        'completes its message, one that throws abandons it.',
    ],
    [
      "app.generic('f', { trigger: { type: 'orchestrationTrigger', name: 'c' }, handler: () => {} })",
      "The function 'f' uses Durable Functions (orchestrationTrigger 'c'), ",
      'which a custom handler cannot have: the Durable extension speaks to handlers in the binary protocol of ' +
        'its newer SDKs, which the package durable-functions does not know. Keep orchestrations, activities and ' +
        'entities in an app with the Node.js worker, or chain functions by queues.',
    ],
    [
      "app.generic('f', { trigger: { type: 'queueTrigger', name: 'c', dataType: 'stream' }, handler: () => {} })",
      `The function 'f' uses dataType: "stream" (queueTrigger 'c'), `,
      'which a custom handler cannot have: the host makes no usable value of an input that is a stream. ' +
        'Use "binary" for bytes or "string" for text.',
    ],
    [
      "app.setup({ capabilities: { A: 1 } }); app.get('f', () => ({}))",
      'The app uses app.setup({ capabilities }) (A), ',
      'which a custom handler cannot have: capabilities are agreed on between the host and the worker of a ' +
        'language; the protocol has no place for them. Leave capabilities out; ' +
        'app.setup({ enableHttpStream: true }) goes on to work, and WorkerOpenTelemetryEnabled is passed over with a notice.',
    ],
  ])('what the protocol does not carry: %s', async (code, start, rest) => {
    const message = await failureOf(code)
    expect(message.slice(0, start.length)).toBe(start)
    expect(message.slice(-rest.length)).toBe(rest)
  })

  test('a host.json that cannot be parsed', async () => {
    expect(await failureOf('', { 'host.json': '{' })).toContain('Unable to parse host configuration file')
  })

  test('a host.json without a version', async () => {
    expect(await failureOf('', { 'host.json': '{}' })).toContain("missing the required 'version' property")
  })

  test('a host.json that starts something else', async () => {
    const customHandler = { description: { defaultExecutablePath: 'node' } }
    expect(await failureOf('', { 'host.json': JSON.stringify({ version: '2.0', customHandler }) })).toBe(
      'host.json starts "node", but the build makes an executable called "handler". ' +
        'Set customHandler.description.defaultExecutablePath to "handler", or leave customHandler out.',
    )
  })

  test('a main that matches nothing', async () => {
    expect(await failureOf('', { 'package.json': '{"main":"dist/*.js"}' })).toContain(
      '"main" of package.json is "dist/*.js", and nothing matches "dist/*.js" or "dist/*.ts" or "dist/*.tsx" or ' +
        '"src/*.js" or "src/*.ts" or "src/*.tsx". ' +
        'Set "main" to where your functions are, e.g. "dist/src/functions/*.js".',
    )
  })

  test('data that would lie in the place of the executable', async () => {
    expect(await failureOf("app.get('f', () => ({}))", { 'handler/data.txt': '' })).toBe(
      'handler/data.txt would lie where the executable does, which is called "handler". Give it or its folder ' +
        'another name, or name it in .funcignore if the app does not read it.',
    )
  })

  test('a folder that is no handler', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'empty'))
    expect(await failure(join(folder, 'empty'))).toBe(
      `${join(folder, 'empty')} is not a handler folder that can be built. It needs one of:\n` +
        '  go.mod (Go)\n' +
        '  Cargo.toml (Rust)\n' +
        '  host.json with a customHandler, and a folder with a function.json for every function (prebuilt)\n' +
        '  package.json or *.ts (TypeScript or JavaScript with @azure/functions)',
    )
    expect(await failure(join(folder, 'absent'))).toBe(
      `There is no handler folder at ${join(folder, 'absent')}. Name one that exists.`,
    )
  })
}, 60_000)
