import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  fixture,
  runApp,
  type TestApp,
  testEnvironment,
  writeApp,
} from '../../toolkit/local/host/fixtures/testApp.ts'
import { startHost } from '../../toolkit/local/host/host.ts'

const script = fixture('scriptedHandler.ts')

/** Why an app does not start. */
async function refusal(app: TestApp, hostJson?: string): Promise<string> {
  const directory = writeApp(app)
  if (hostJson !== undefined) writeFileSync(join(directory, 'host.json'), hostJson)
  try {
    const environment = testEnvironment(app.environment)
    const host = await startHost({ directory, environment, log: () => undefined })
    await host.stop()
    return 'it started'
  } catch (error) {
    return error instanceof Error ? error.message.replaceAll(directory, 'APP') : String(error)
  } finally {
    rmSync(directory, { recursive: true })
  }
}

const handlerFacts = (directory: string) => JSON.parse(readFileSync(join(directory, 'process.json'), 'utf8'))

describe('contract 13.2, the start', () => {
  it.each([
    ['{}', `The host.json file is missing the required 'version' property.`],
    ['{"version":"1.0"}', `'1.0' is an invalid value for host.json 'version' property.`],
    ['{"version":"2.0"', `Unable to parse host configuration file 'APP/host.json'.`],
    ['{"version":"2.0","customHandler":{"port":1}}', 'Missing worker Description.'],
    [
      '{"version":"2.0","customHandler":{"description":{"arguments":["a"]}}}',
      'WorkerDescription DefaultExecutablePath cannot be empty',
    ],
  ])('1. refuses the host.json %s', async (hostJson, message) => {
    expect(await refusal({}, hostJson)).toContain(message)
  })

  it('2. reads keys ignoring case, comments among them, and lets the environment override', async () => {
    const directory = writeApp({ answers: { '/hello': { json: { ReturnValue: 'hi' } } } })
    const hostJson = `{ // as the Functions tools write it
      "VERSION": "2.0",
      "CUSTOMHANDLER": { "Description": { "DEFAULTEXECUTABLEPATH": "nothing", "Arguments": ["x"] } } }`
    writeFileSync(join(directory, 'host.json'), hostJson)
    await using app = await runApp({
      directory,
      environment: {
        AzureFunctionsJobHost__customHandler__description__defaultExecutablePath: 'node',
        azurefunctionsjobhost__customHandler__description__arguments: JSON.stringify([script]),
        AzureFunctionsJobHost__extensions__http__routePrefix: 'v1',
      },
    })
    expect(await (await fetch(`${app.url}/v1/hello`)).text()).toBe('hi')
  })

  it('3. expands %X% in the executable, looks in the app first, then on PATH, and adds no .exe', async () => {
    const start = (defaultExecutablePath: string, environment = {}) =>
      refusal({ customHandler: { description: { defaultExecutablePath, arguments: [script] } }, environment })
    expect(await start('%RUN%', { RUN: 'node' })).toBe('it started')
    const directory = writeApp({})
    writeFileSync(join(directory, 'run'), `#!/bin/sh\nexec node ${script}\n`, { mode: 0o755 })
    const hostJson = { version: '2.0', customHandler: { description: { defaultExecutablePath: 'run' } } }
    writeFileSync(join(directory, 'host.json'), JSON.stringify(hostJson))
    await using app = await runApp({ directory })
    expect((await fetch(`${app.url}/api/hello`)).status).toBe(204)
    writeFileSync(join(directory, 'nodes.exe'), '')
    expect(await start('nodes')).toMatch(/^Failed to start Worker Channel\. Process fileName: nodes\. /)
    expect(await start('%RUN%')).toMatch(/^Failed to start Worker Channel\. Process fileName: %RUN%\. /)
  })

  it('4. joins arguments by spaces, substitutes variables, and drops what has no value', async () => {
    const args = [script, '%FUNCTIONS_CUSTOMHANDLER_PORT%', 'two words', '"one word"', '--a=%UNSET%', '%B%']
    await using app = await runApp({
      customHandler: {
        description: { defaultExecutablePath: 'node', arguments: args, workerArguments: ['last'] },
      },
      environment: { B: 'c' },
    })
    const { argv, env } = handlerFacts(app.directory)
    expect(argv).toEqual([env.FUNCTIONS_CUSTOMHANDLER_PORT, 'two', 'words', 'one word', '--a=', 'c', 'last'])
  })

  it('5. gives the handler an unused port, the five variables and every setting', async () => {
    await using app = await runApp({ environment: { GREETING: 'hi', FUNCTIONS_HTTPWORKER_ID: 'mine' } })
    const { env } = handlerFacts(app.directory)
    expect(env).toMatchObject({
      GREETING: 'hi',
      FUNCTIONS_CUSTOMHANDLER_PORT: expect.stringMatching(/^\d+$/),
      FUNCTIONS_HTTPWORKER_PORT: env.FUNCTIONS_CUSTOMHANDLER_PORT,
      FUNCTIONS_CUSTOMHANDLER_WORKER_ID: expect.stringMatching(/^[0-9a-f-]{36}$/),
      FUNCTIONS_HTTPWORKER_ID: env.FUNCTIONS_CUSTOMHANDLER_WORKER_ID,
      FUNCTIONS_APP_ROOT_PATH: app.directory,
    })
    expect(env).not.toHaveProperty('PORT')
  })

  it.each([
    [undefined, ''],
    ['hello', 'hello'],
  ])('6. starts the handler in working directory %j', async (workingDirectory, expected) => {
    const description = { defaultExecutablePath: 'node', arguments: [script], workingDirectory }
    await using app = await runApp({ customHandler: { description } })
    expect(handlerFacts(app.directory).cwd).toBe(join(app.directory, expected))
  })

  it('7. takes any HTTP answer to GET / for readiness, and gives up after initializationTimeout', async () => {
    const odd = { defaultExecutablePath: 'node', arguments: [fixture('oddHandler.ts')] }
    expect(await refusal({ customHandler: { description: odd } })).toBe('it started')
    const deaf = { defaultExecutablePath: 'node', arguments: [fixture('stubbornHandler.ts'), 'deaf'] }
    const limits = { description: deaf, initializationTimeout: '00:00:00.3' }
    expect(await refusal({ customHandler: limits })).toMatch(
      /^Exceeded http worker restart retry count\. Shutting down Functions Host\. Initializing HttpWorker timed out\./,
    )
  })

  it('8. holds calls while the handler is not ready', async () => {
    await using app = await runApp({ answers: { '/hello': { exit: 200 } } })
    expect((await fetch(`${app.url}/api/hello`)).status).toBe(500)
    app.answer({ '/hello': { json: { ReturnValue: 'waited' } } })
    const answers = await Promise.all(
      Array.from({ length: 5 }, async () => (await fetch(`${app.url}/api/hello`)).text()),
    )
    expect(answers).toEqual(Array(5).fill('waited'))
  })
})
