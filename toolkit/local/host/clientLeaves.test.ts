import { existsSync, readFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { eventually, fixture, type RunningApp, runApp } from './fixtures/testApp.ts'

/** Starts at once, and a second later each time it is started again. */
const slowToRestart = `"test -e started && sleep 1; touch started; exec node '${fixture('scriptedHandler.ts')}'"`

const run = (customHandler: object) =>
  runApp({
    customHandler: {
      description: { defaultExecutablePath: 'sh', arguments: ['-c', slowToRestart] },
      ...customHandler,
    },
    hostJson: { functionTimeout: '00:00:01' },
  })

/** Kills the handler, calls while it starts again, and leaves before it is there. */
async function leaveEarly(app: RunningApp): Promise<void> {
  const { pid } = JSON.parse(readFileSync(join(app.directory, 'process.json'), 'utf8'))
  process.kill(pid, 'SIGKILL')
  await eventually('the restart', () => app.messages().includes('Restarting the handler process.'))
  const call = request(`${app.url}/api/hello`, { method: 'POST', headers: { 'Content-Length': 4 } })
  call.on('error', () => undefined)
  call.end('body')
  await eventually('the call', () => app.messages().includes(`Executing 'Functions.hello'`))
  call.destroy()
}

describe('a client that leaves while the handler starts', () => {
  it.each([
    [{ enableForwardingHttpRequest: true }, 'The client went away before the handler had its body.'],
    [
      { enableProxyingHttpRequest: true },
      'The client went away before its request could be sent to the handler.',
    ],
  ])('costs its own invocation, and no restart: %j', async (mode, reason) => {
    await using app = await run(mode)
    await leaveEarly(app)
    const failed = await eventually('the end', () =>
      app.entries.find(({ message }) => message.startsWith(`Executed 'Functions.hello' (Failed`)),
    )
    expect(failed.message).toMatch(new RegExp(`\\n${reason}$`))
    expect(existsSync(join(app.directory, 'requests.jsonl'))).toBe(false)
    expect((await fetch(`${app.url}/api/hello`)).status).toBe(200)
  })
})

it('gives a call its whole functionTimeout once the handler has started', async () => {
  await using app = await run({ enableForwardingHttpRequest: true })
  app.answer({ '/api/hello': { text: 'done', delay: 500 } })
  const { pid } = JSON.parse(readFileSync(join(app.directory, 'process.json'), 'utf8'))
  process.kill(pid, 'SIGKILL')
  await eventually('the restart', () => app.messages().includes('Restarting the handler process.'))
  expect(await (await fetch(`${app.url}/api/hello`)).text()).toBe('done')
})
