import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { Command } from '../../../test/support/command.ts'
import { eventually, fixture, httpFunction, testEnvironment, writeApp } from '../host/fixtures/testApp.ts'
import { freePort } from '../host/handler/freePort.ts'
import { identityOf, lives } from '../processIdentity.ts'

/** A handler that writes nothing, so that its folder may go. */
const SERVER = `#!/usr/bin/env node
require('node:http').createServer((request, response) => {
  response.setHeader('Content-Type', 'application/json').end('{"ReturnValue":"hi"}')
}).listen(process.env.FUNCTIONS_CUSTOMHANDLER_PORT, '127.0.0.1')
`

function start(directory: string, port: number): Command {
  const home = mkdtempSync(join(tmpdir(), 'home-'))
  const entry = join(import.meta.dirname, '..', 'hostRun.ts')
  const environment = { ...testEnvironment(), XDG_CACHE_HOME: home }
  const command = new Command('/', entry, [directory, '--port', String(port)], environment)
  onTestFinished(async () => {
    await command.stop('SIGTERM')
    for (const each of [directory, home]) rmSync(each, { recursive: true, force: true })
  })
  return command
}

it('no request of many is lost while broken versions come and go, and each is told', async () => {
  const directory = writeApp({ customHandler: { description: { defaultExecutablePath: 'handler' } } })
  const file = (name: string) => join(directory, name)
  writeFileSync(file('handler'), SERVER, { mode: 0o755 })
  const command = start(directory, 0)
  await command.says('Functions answer at ')
  const at = /answer at (\S+)/.exec(command.output)?.[1] ?? ''
  const statuses = new Set<number>()
  let isOver = false
  const clients = Array.from({ length: 4 }, async () => {
    while (!isOver) statuses.add((await fetch(`${at}/api/hello`)).status)
  })

  /** Breaks the app, and mends it when the host has said so. */
  async function breakAndMend(breakIt: () => void, said: string, mendIt: () => void): Promise<void> {
    const takeovers = () => command.output.split('The changed app has taken over.').length
    const before = takeovers()
    breakIt()
    await command.says(`The changed app does not start, so the former one goes on. ${said}`)
    mendIt()
    await eventually('the mended app', () => takeovers() > before)
  }

  await breakAndMend(
    () => writeFileSync(file('handler'), SERVER.slice(1, 10)),
    `Failed to start Worker Channel. Process fileName: ${file('handler')}. It is neither an executable`,
    () => writeFileSync(file('handler'), SERVER),
  )
  const hostJson = readFileSync(file('host.json'), 'utf8')
  await breakAndMend(
    () => writeFileSync(file('host.json'), hostJson.slice(0, 30)),
    `Unable to parse host configuration file '${file('host.json')}'`,
    () => writeFileSync(file('host.json'), hostJson),
  )
  await breakAndMend(
    () => rmSync(file('hello'), { recursive: true }),
    `The app in ${directory} has no function to run`,
    () => {
      mkdirSync(file('hello'))
      writeFileSync(file('hello/function.json'), JSON.stringify(httpFunction()))
    },
  )
  const aside = `${directory}-aside`
  await breakAndMend(
    () => renameSync(directory, aside),
    `Cannot read ${file('host.json')}.`,
    () => renameSync(aside, directory),
  )
  isOver = true
  await Promise.all(clients)
  expect([...statuses]).toEqual([200])
})

it('a version ends although a client left before it had started', async () => {
  const script = `"sleep 1; exec node '${fixture('scriptedHandler.ts')}'"`
  const description = { defaultExecutablePath: 'sh', arguments: ['-c', script] }
  const directory = writeApp({ customHandler: { description } })
  const port = await freePort()
  const command = start(directory, port)
  await eventually('the open port', async () => {
    const leaving = AbortSignal.timeout(200)
    const error = await fetch(`http://127.0.0.1:${port}/api/hello`, { signal: leaving }).catch((e) => e)
    return error.name === 'TimeoutError'
  })
  await command.says('Functions answer at ')
  const handler = identityOf(JSON.parse(readFileSync(join(directory, 'process.json'), 'utf8')).pid)
  writeFileSync(join(directory, 'code.js'), '')
  await command.says('The changed app has taken over.')
  await eventually('the end of the former handler', () => !lives(handler))
})
