import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  eventually,
  fixture,
  httpFunction,
  type RunningApp,
  runApp,
} from '../../toolkit/local/host/fixtures/testApp.ts'

interface HandlerFacts {
  readonly pid: number
  readonly env: Readonly<Record<string, string>>
}

/** Undefined while a new handler writes it. */
function handlerFacts({ directory }: RunningApp): HandlerFacts | undefined {
  try {
    return JSON.parse(readFileSync(join(directory, 'process.json'), 'utf8'))
  } catch {
    return undefined
  }
}

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

const crashes = (app: RunningApp) => app.messages().split('error: node exited with').length - 1

async function crash(app: RunningApp): Promise<void> {
  const before = crashes(app)
  await fetch(`${app.url}/api/hello`)
  await eventually('the crash', () => crashes(app) > before)
}

afterEach(() => vi.useRealTimers())

describe('contract 13.2, failure', () => {
  it.each([4, 137])(
    '9. restarts a handler that exits with %d, with a new id on the same port',
    async (exit) => {
      await using app = await runApp({ answers: { '/hello': { exit } } })
      const first = handlerFacts(app)
      await crash(app)
      app.answer({ '/hello': { json: { ReturnValue: 'again' } } })
      const response = await eventually('the restart', async () => {
        const answer = await fetch(`${app.url}/api/hello`)
        return answer.status === 200 && answer
      })
      expect(await response.text()).toBe('again')
      const second = handlerFacts(app)
      expect(second?.pid).not.toBe(first?.pid)
      expect(second?.env.FUNCTIONS_CUSTOMHANDLER_PORT).toBe(first?.env.FUNCTIONS_CUSTOMHANDLER_PORT)
      expect(second?.env.FUNCTIONS_HTTPWORKER_ID).not.toBe(first?.env.FUNCTIONS_HTTPWORKER_ID)
    },
  )

  it('9. stops at the third counted crash', async () => {
    await using app = await runApp({ answers: { '/hello': { exit: 4 } } })
    for (const _time of [1, 2, 3]) await crash(app)
    expect(await app.host.stopped).toMatchObject({ reason: 'failed', error: { code: 'handler-failed' } })
    expect(app.messages()).toContain(
      'Exceeded http worker restart retry count. Shutting down Functions Host.',
    )
  })

  it('9. forgets crashes that were followed by more than 30 minutes without one', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    await using app = await runApp({ answers: { '/hello': { exit: 4 } } })
    for (const _time of [1, 2]) await crash(app)
    vi.setSystemTime(Date.now() + 31 * 60_000)
    await crash(app)
    app.answer({})
    await eventually('the restart', async () => (await fetch(`${app.url}/api/hello`)).status === 204)
  })

  it('9. does not count exit code 200', async () => {
    await using app = await runApp({ answers: { '/hello': { exit: 200 } } })
    const seen = new Set<number>()
    for (let restarts = 0; restarts <= 3; restarts++) {
      const { pid } = await eventually('a new handler', () => {
        const facts = handlerFacts(app)
        return facts && !seen.has(facts.pid) && facts
      })
      seen.add(pid)
      await fetch(`${app.url}/api/hello`)
      await eventually('its end', () => !isAlive(pid))
    }
    app.answer({})
    await eventually('the restart', async () => (await fetch(`${app.url}/api/hello`)).status === 204)
    expect(crashes(app)).toBe(0)
  })

  it('9. never restarts after exit code 0, and says why every call fails', async () => {
    await using app = await runApp({ answers: { '/hello': { exit: 0 } } })
    await fetch(`${app.url}/api/hello`)
    await eventually('the exit', () => app.messages().includes('exited with code 0'))
    app.answer({})
    expect((await fetch(`${app.url}/api/hello`)).status).toBe(500)
    expect(app.messages()).not.toContain('Restarting the handler process.')
  })

  it('10. kills the handler at shutdown, without asking it to end', async () => {
    const app = await runApp({
      customHandler: {
        description: { defaultExecutablePath: 'node', arguments: [fixture('politeHandler.ts')] },
      },
    })
    const { pid } = handlerFacts(app) ?? { pid: 0 }
    expect(isAlive(pid)).toBe(true)
    await app.host.stop()
    expect(isAlive(pid)).toBe(false)
    expect(existsSync(join(app.directory, 'goodbye'))).toBe(false)
    await app[Symbol.asyncDispose]()
  })

  it('10. and 34. kills and restarts the handler at functionTimeout, which fails every call under way', async () => {
    await using app = await runApp({
      functions: { hello: httpFunction(), other: httpFunction() },
      hostJson: { functionTimeout: '00:00:01' },
      answers: { '/hello': { json: {}, delay: 60_000 }, '/other': { json: {}, delay: 60_000 } },
    })
    const first = handlerFacts(app)
    const other = fetch(`${app.url}/api/other`)
    await eventually('the other call', () => app.requests().length === 1)
    expect((await fetch(`${app.url}/api/hello`)).status).toBe(500)
    expect((await other).status).toBe(500)
    expect(app.messages()).toContain(`Timeout value of 00:00:01 exceeded by function 'Functions.`)
    app.answer({})
    expect((await fetch(`${app.url}/api/hello`)).status).toBe(204)
    expect(handlerFacts(app)?.pid).not.toBe(first?.pid)
    expect(crashes(app)).toBe(0)
  })

  it('16. sends RetryContext if, and only if, a retry policy applies, from the first attempt on', async () => {
    const retry = { strategy: 'exponentialBackoff', maxRetryCount: 2 }
    const intervals = { minimumInterval: '00:00:00', maximumInterval: '00:00:01' }
    await using app = await runApp({
      functions: { plain: httpFunction(), hello: { ...httpFunction(), retry: { ...retry, ...intervals } } },
      answers: { '/hello': { status: 500 } },
    })
    await fetch(`${app.url}/api/plain`)
    await fetch(`${app.url}/api/hello`)
    const contexts = app.requests().map(({ body }) => JSON.parse(body).Metadata.RetryContext)
    expect(contexts[0]).toBeUndefined()
    expect(contexts.slice(1)).toMatchObject([
      { RetryCount: 0, MaxRetryCount: 2, Exception: null },
      { RetryCount: 1, MaxRetryCount: 2, Exception: { Message: expect.stringContaining('500') } },
      { RetryCount: 2, MaxRetryCount: 2 },
    ])
  })

  it.each([
    { text: '', headers: ['Content-Type', 'application/json'] },
    { text: 'null', headers: ['Content-Type', 'application/json'] },
    { status: 204 },
  ])('18. reports the answer %j instead of hanging', async (answer) => {
    await using app = await runApp({ answers: { '/hello': answer } })
    expect((await fetch(`${app.url}/api/hello`)).status).toBe(500)
    expect(app.messages()).toContain(
      `with an empty body. On Azure this invocation hangs until functionTimeout. Answer at least {} with content type application/json.`,
    )
  })
})
