import { closeSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { fixture, httpFunction, type TestApp, testEnvironment, writeApp } from './fixtures/testApp.ts'
import { startHost } from './host.ts'
import type { LogEntry } from './logEntry.ts'

async function failToStart(app: TestApp, change: (directory: string) => void = () => undefined) {
  const directory = writeApp(app)
  change(directory)
  const entries: LogEntry[] = []
  const log = (entry: LogEntry) => entries.push(entry)
  try {
    const host = await startHost({ directory, environment: testEnvironment(app.environment), log })
    await host.stop()
  } catch (error) {
    return { error, directory, messages: entries.map(({ level, message }) => `${level}: ${message}`) }
  } finally {
    rmSync(directory, { recursive: true })
  }
  throw new Error('The host started')
}

function elf(machine: number): Buffer {
  const head = Buffer.alloc(64)
  head.write('\x7fELF\x02\x01', 'latin1')
  head.writeUInt16LE(2, 16)
  head.writeUInt16LE(machine, 18)
  return head
}

const handler = (script: string, ...args: readonly string[]) => ({
  description: { defaultExecutablePath: 'node', arguments: [fixture(script), ...args] },
})

describe('a host that cannot start', () => {
  it('says where it looked for host.json', async () => {
    const { error, directory } = await failToStart({}, (app) => rmSync(join(app, 'host.json')))
    expect(error).toMatchObject({
      code: 'host-json-missing',
      message: `Cannot read ${join(directory, 'host.json')}. An app folder has a host.json beside its function folders; build the app first.`,
    })
  })

  it('asks for a customHandler section', async () => {
    const { error, directory } = await failToStart({}, (app) =>
      writeFileSync(join(app, 'host.json'), '{"version":"2.0"}'),
    )
    expect(error).toMatchObject({
      code: 'no-custom-handler',
      message: `${join(directory, 'host.json')} has no customHandler section, so the host does not know what to start. Add "customHandler": {"description": {"defaultExecutablePath": "<the handler's executable>"}}.`,
    })
  })

  it('names the misspelt section that may be the missing one', async () => {
    const { error } = await failToStart({}, (app) =>
      writeFileSync(join(app, 'host.json'), '{"version":"2.0","customHandlr":{}}'),
    )
    expect(error).toMatchObject({
      code: 'no-custom-handler',
      message: expect.stringMatching(
        /executable>"}}\.\n'customHandlr' in host\.json is not known to .* Did you mean 'customHandler'\?$/,
      ),
    })
  })

  it('lists why every function folder was skipped', async () => {
    const { error, directory, messages } = await failToStart({
      functions: { empty: {}, sql: httpFunction({}, { name: 't', type: 'sql' }), other: httpFunction() },
      hostJson: { functions: ['empty', 'sql'] },
    })
    expect(error).toMatchObject({
      code: 'no-functions',
      message: `The app in ${directory} has no function to run, so its handler is not started. Every function folder was skipped:
  empty: At least one binding must be declared.
  other: it is not in the 'functions' list of host.json
  sql: The binding type(s) 'sql' are not registered. This host reads inputs of the types 'blob' and 'table'.
A function is a folder beside host.json with a function.json that has a trigger.`,
    })
    expect(messages).toContain(
      `error: The 'empty' function is in error: At least one binding must be declared.`,
    )
  })

  it('names an executable that does not exist', async () => {
    const { error } = await failToStart({
      customHandler: { description: { defaultExecutablePath: 'no-such-handler' } },
    })
    expect(error).toMatchObject({
      code: 'handler-cannot-start',
      message: `Failed to start Worker Channel. Process fileName: no-such-handler. There is no such file in the app folder and no such program on PATH. Check customHandler.description.defaultExecutablePath in host.json, and build the handler first.`,
    })
  })

  it('names the file that only looks like the executable', async () => {
    const { error } = await failToStart(
      { customHandler: { description: { defaultExecutablePath: 'handler' } } },
      (app) => writeFileSync(join(app, 'Handler.exe'), 'MZ'),
    )
    expect(error).toMatchObject({
      message: expect.stringContaining(`on PATH. There is 'Handler.exe', but a name has to be exact. Check`),
    })
  })

  it('tells how to make a file executable', async () => {
    const { error, directory } = await failToStart(
      { customHandler: { description: { defaultExecutablePath: 'handler' } } },
      (app) => writeFileSync(join(app, 'handler'), '#!/bin/sh\n', { mode: 0o644 }),
    )
    expect(error).toMatchObject({
      code: 'handler-cannot-start',
      message: `Failed to start Worker Channel. Process fileName: ${join(directory, 'handler')}. It is not executable. Run: chmod +x ${join(directory, 'handler')}`,
    })
  })

  it.each([
    [
      'a script without #!',
      'echo\n',
      'It is neither an executable of Linux (ELF) nor a script that begins with #!.',
    ],
    ['one for another processor', elf(183), 'It is built for ARM64. Build it for x64, e.g. GOOS=linux'],
    ['one that is half written', elf(62).subarray(0, 12), 'It is cut off in its ELF header. Build it again.'],
    ['a script of Windows', '#!/bin/sh\r\n', 'It has line ends of Windows (CR LF),'],
    [
      'a script whose program is missing',
      '#!/no/such/shell\n',
      'The file is there, but not the program that runs it: that of its first line, or the loader it is linked for. Check',
    ],
  ])('refuses %s, as Azure does', async (_, content, reason) => {
    const { error, directory } = await failToStart(
      { customHandler: { description: { defaultExecutablePath: 'handler' } } },
      (app) => writeFileSync(join(app, 'handler'), content, { mode: 0o755 }),
    )
    expect(error).toMatchObject({
      code: 'handler-cannot-start',
      message: expect.stringContaining(`Process fileName: ${join(directory, 'handler')}. ${reason}`),
    })
  })

  it('names a working directory that does not exist', async () => {
    const description = { defaultExecutablePath: 'node', workingDirectory: 'nowhere' }
    const { error, directory } = await failToStart({ customHandler: { description } })
    expect(error).toMatchObject({
      code: 'handler-cannot-start',
      message: expect.stringContaining(
        `Its working directory ${join(directory, 'nowhere')} does not exist. Check`,
      ),
    })
  })

  it('waits for an executable that is still being written', async () => {
    const directory = writeApp({ customHandler: { description: { defaultExecutablePath: 'handler' } } })
    const file = join(directory, 'handler')
    writeFileSync(file, `#!/bin/sh\nexec node '${fixture('scriptedHandler.ts')}'\n`, { mode: 0o755 })
    const writing = openSync(file, 'a')
    const starting = startHost({ directory, environment: testEnvironment(), log: () => undefined })
    await Promise.race([starting.catch(() => undefined), sleep(300)])
    closeSync(writing)
    await (await starting).stop()
    rmSync(directory, { recursive: true })
  })

  it('shows the last output of a handler that exits with 0 and says that it is never restarted', async () => {
    const { error, messages } = await failToStart({ customHandler: handler('exitingHandler.ts', '0') })
    expect(error).toMatchObject({ code: 'handler-exited' })
    const { message } = error as Error
    expect(message).toMatch(
      /exited with code 0\. The Functions host takes that for success and never restarts it/,
    )
    expect(message).toContain('Its last output:\n  reading the settings\n  the setting DATABASE is missing\n')
    expect(message).toMatch(
      /To see it alone, run in .*: FUNCTIONS_CUSTOMHANDLER_PORT=\d+ node .*exitingHandler\.ts 0$/,
    )
    expect(messages).not.toContain('information: Restarting the handler process.')
  })

  it('gives up at the third crash', async () => {
    const { error, messages } = await failToStart({ customHandler: handler('exitingHandler.ts', '3') })
    expect(error).toMatchObject({ code: 'handler-failed' })
    expect((error as Error).message).toMatch(
      /^Exceeded http worker restart retry count\. Shutting down Functions Host\. node exited with code 3 \(0x3\)\.\nIts last output:/,
    )
    const crash = 'error: node exited with code 3 (0x3).\nthe setting DATABASE is missing'
    expect(messages.filter((message) => message === crash)).toHaveLength(3)
    expect(
      messages.filter((message) => message === 'information: Restarting the handler process.'),
    ).toHaveLength(2)
  })

  // Two of them have to have started by then, on a busy machine as well.
  it.each([
    ['deaf', 1, /did not listen on 127\.0\.0\.1:\d+ within 1 s\. It must/],
    ['mute', 4, /accepted the connection but never answered GET \/ within 4 s\. It must/],
    [
      'ipv6',
      4,
      /did not listen on 127\.0\.0\.1:\d+ within 4 s, but listens on ::1, where the host never looks\. It must/,
    ],
  ])('says what a %s handler did not do in time', async (kind, seconds, expected) => {
    const { error } = await failToStart({
      customHandler: { ...handler('stubbornHandler.ts', kind), initializationTimeout: `00:00:0${seconds}` },
    })
    expect(error).toMatchObject({ code: 'handler-failed', message: expect.stringMatching(expected) })
  })

  it('stops the handler when it is told to stop before it is ready', async () => {
    const directory = writeApp({ customHandler: handler('stubbornHandler.ts', 'deaf') })
    const aborting = new AbortController()
    const log = ({ message }: LogEntry) => message === 'warming up' && aborting.abort(new Error('enough'))
    const starting = startHost({ directory, environment: testEnvironment(), log, signal: aborting.signal })
    await expect(starting).rejects.toThrow('enough')
    rmSync(directory, { recursive: true })
  })
})
