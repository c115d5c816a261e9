import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, realpathSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { eventually, fixture, httpFunction, runApp, testEnvironment, writeApp } from './fixtures/testApp.ts'

describe('a running host', () => {
  it('gives the handler its settings, the five variables and its arguments', async () => {
    const script = fixture('scriptedHandler.ts')
    await using app = await runApp({
      customHandler: {
        description: {
          defaultExecutablePath: '%NODE%',
          arguments: [
            script,
            '%FUNCTIONS_CUSTOMHANDLER_PORT%',
            '"two words"',
            'two words',
            '%GREETING%',
            '%UNSET%',
          ],
          workingDirectory: 'hello',
        },
      },
      environment: { NODE: 'node', GREETING: 'hi', FUNCTIONS_HTTPWORKER_PORT: '1' },
    })
    const { env, argv, cwd } = readProcess(app.directory)
    expect(argv).toEqual([env.FUNCTIONS_CUSTOMHANDLER_PORT, 'two words', 'two', 'words', 'hi'])
    expect(cwd).toBe(join(realpathSync(app.directory), 'hello'))
    expect(env).toMatchObject({
      GREETING: 'hi',
      FUNCTIONS_HTTPWORKER_PORT: env.FUNCTIONS_CUSTOMHANDLER_PORT,
      FUNCTIONS_CUSTOMHANDLER_WORKER_ID: expect.stringMatching(/^[0-9a-f-]{36}$/),
      FUNCTIONS_HTTPWORKER_ID: env.FUNCTIONS_CUSTOMHANDLER_WORKER_ID,
      FUNCTIONS_APP_ROOT_PATH: app.directory,
    })
  })

  it('logs what the handler writes to its console', async () => {
    await using app = await runApp({
      answers: { '/hello': { json: {}, print: 'a line', complain: 'a Warning' } },
    })
    await fetch(`${app.url}/api/hello`)
    app.answer({ '/hello': { json: {}, complain: 'a mistake' } })
    await fetch(`${app.url}/api/hello`)
    const console = await eventually('three lines', () => {
      const lines = app.entries.filter(({ category }) => category === 'Host.Function.Console')
      return lines.length === 4 ? lines.map(({ level, message }) => `${level}: ${message}`) : undefined
    })
    expect(console.slice(1).sort()).toEqual(['error: a mistake', 'information: a line', 'warning: a Warning'])
  })

  it('does not start a handler again that ends while the host stops, as Ctrl+C in a terminal makes it', async () => {
    await using app = await runApp({ answers: { '/hello': { json: {}, delay: 60_000 } } })
    const slow = request(`${app.url}/api/hello`, { method: 'POST', headers: { 'Content-Length': 4 } })
    slow.write('bo')
    await once(slow, 'socket').then(([socket]) => once(socket, 'connect'))
    const call = fetch(`${app.url}/api/hello`)
    await eventually('the call', () => app.requests().length === 1)
    const stopping = app.host.stop(50_000)
    process.kill(readProcess(app.directory).pid, 'SIGINT')
    expect((await call).status).toBe(500)
    slow.end('dy')
    const [answer] = await once(slow, 'response')
    expect(answer.statusCode).toBe(500)
    await stopping
    expect(app.messages()).not.toMatch(/exited with code|Restarting/)
  })

  it('restarts a crashed handler on the same port and lets calls wait for it', async () => {
    await using app = await runApp({ answers: { '/hello': { exit: 4 } } })
    const first = readProcess(app.directory)
    expect((await fetch(`${app.url}/api/hello`)).status).toBe(500)
    app.answer({ '/hello': { json: { ReturnValue: 'back' } } })
    await eventually('the crash', () => app.messages().includes('error: node exited with code 4 (0x4).'))
    const response = await fetch(`${app.url}/api/hello`)
    expect(await response.text()).toBe('back')
    const second = readProcess(app.directory)
    expect(second.env.FUNCTIONS_CUSTOMHANDLER_PORT).toBe(first.env.FUNCTIONS_CUSTOMHANDLER_PORT)
    expect(second.env.FUNCTIONS_CUSTOMHANDLER_WORKER_ID).not.toBe(first.env.FUNCTIONS_CUSTOMHANDLER_WORKER_ID)
    expect(app.messages()).toContain('The handler broke the connection before it answered')
  })

  it('restarts a handler that exits with 200 as often as it likes', async () => {
    await using app = await runApp({ answers: { '/hello': { exit: 200 } } })
    for (let exits = 1; exits <= 4; exits++) {
      expect((await fetch(`${app.url}/api/hello`)).status).toBe(500)
      await eventually(
        'the restart',
        () => app.messages().split('Restarting the handler').length - 1 === exits,
      )
    }
    app.answer({})
    expect((await fetch(`${app.url}/api/hello`)).status).toBe(204)
  })

  it('stops at the third crash and answers 503 from then on', async () => {
    await using app = await runApp({ answers: { '/hello': { exit: 4 } } })
    for (let crashes = 1; crashes <= 3; crashes++) {
      await fetch(`${app.url}/api/hello`)
      await eventually(
        'the crash',
        () => app.messages().split('error: node exited with').length - 1 === crashes,
      )
    }
    const end = await app.host.stopped
    expect(end).toMatchObject({ reason: 'failed', error: { code: 'handler-failed' } })
    const response = await fetch(`${app.url}/api/hello`)
    expect([response.status, await response.text()]).toEqual([503, 'Function host is not running.'])
    const status = await fetch(`${app.url}/admin/host/status`)
    expect(await status.json()).toMatchObject({
      state: 'Error',
      errors: [expect.stringMatching(/^Exceeded http worker restart retry count/)],
    })
  })

  it('never restarts a handler that exits with 0 and says so', async () => {
    await using app = await runApp({ answers: { '/hello': { exit: 0 } } })
    await fetch(`${app.url}/api/hello`)
    await eventually('the exit', () =>
      app.messages().includes('exited with code 0. The Functions host takes that'),
    )
    expect((await fetch(`${app.url}/api/hello`)).status).toBe(500)
    expect(app.messages()).toContain('The handler does not listen any more: connect ECONNREFUSED')
    expect(app.messages()).not.toContain('Restarting')
  })

  it('kills and restarts a handler that exceeds functionTimeout', async () => {
    await using app = await runApp({
      hostJson: { functionTimeout: '00:00:01' },
      answers: { '/hello': { json: {}, delay: 60_000 } },
    })
    expect((await fetch(`${app.url}/api/hello`)).status).toBe(500)
    expect(app.messages()).toContain(
      `Timeout value of 00:00:01 exceeded by function 'Functions.hello'. The handler process is killed and started again. Raise functionTimeout in host.json if it needs longer.`,
    )
    app.answer({})
    expect((await fetch(`${app.url}/api/hello`)).status).toBe(204)
  })

  it('lets running invocations end before it stops, and leaves no handler behind', async () => {
    await using app = await runApp({ answers: { '/hello': { json: { ReturnValue: 'done' }, delay: 300 } } })
    const { pid } = readProcess(app.directory)
    const call = fetch(`${app.url}/api/hello`)
    await eventually('the call', () => app.requests().length === 1)
    await app.host.stop()
    expect(await (await call).text()).toBe('done')
    expect(await app.host.stopped).toEqual({ reason: 'stopped' })
    expect(() => process.kill(pid, 0)).toThrow('ESRCH')
    expect((await fetch(`${app.url}/api/hello`)).status).toBe(503)
  })

  it.each(['exit', 'SIGTERM', 'SIGINT'])(
    'takes its handler with it when its process ends by %s',
    async (end) => {
      const directory = writeApp({})
      const host = spawn(process.execPath, [fixture('hostThatEnds.ts'), directory, end], {
        env: testEnvironment(),
        stdio: 'inherit',
      })
      const [code, signal] = await once(host, 'exit')
      expect(signal ?? code).toBe(end === 'exit' ? 0 : end)
      const { pid } = readProcess(directory)
      await eventually('the end of the handler', () => !isAlive(pid))
      rmSync(directory, { recursive: true })
    },
  )

  it('skips a bad function and runs the others, disabled ones only by hand', async () => {
    await using app = await runApp({
      functions: { bad: { bindings: [] }, off: httpFunction(), hello: httpFunction() },
      environment: { AzureWebJobs_off_Disabled: 'true' },
    })
    expect(app.host.functions.map(({ name, isDisabled }) => [name, isDisabled])).toEqual([
      ['hello', false],
      ['off', true],
    ])
    expect((await fetch(`${app.url}/api/hello`)).status).toBe(204)
    expect((await fetch(`${app.url}/api/off`)).status).toBe(404)
    expect(app.messages()).toContain(
      `error: The 'bad' function is in error: At least one binding must be declared.`,
    )
  })
})

interface HandlerFacts {
  readonly pid: number
  readonly env: Readonly<Record<string, string>>
  readonly argv: readonly string[]
  readonly cwd: string
}

function readProcess(directory: string): HandlerFacts {
  return JSON.parse(readFileSync(join(directory, 'process.json'), 'utf8'))
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
