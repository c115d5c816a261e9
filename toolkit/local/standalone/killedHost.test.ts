import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { BlobServiceClient } from '@azure/storage-blob'
import { afterEach, expect, it } from 'vitest'
import { Command } from '../../../test/support/command.ts'
import { endAll, processesUnder } from '../../../test/support/processes.ts'
import { testEnvironment, writeApp } from '../host/fixtures/testApp.ts'
import { identityOf, lives } from '../processIdentity.ts'

const entry = join(import.meta.dirname, '..', 'hostRun.ts')
const ended: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ended.splice(0)) await end()
})

/** An app that writes a blob, and a place for what belongs to it. */
function app(customHandler: object = {}): { directory: string; home: string } {
  const trigger = { name: 'msg', type: 'queueTrigger', direction: 'in', queueName: 'orders' }
  const copy = { name: 'copy', type: 'blob', direction: 'out', path: 'copies/one' }
  const folders = {
    directory: writeApp({
      functions: { orders: { bindings: [trigger, copy] } },
      answers: { '/orders': { json: { Outputs: { copy: 'text!' } } } },
      customHandler,
    }),
    home: writeApp({ functions: {} }),
  }
  ended.unshift(async () => {
    for (const each of Object.values(folders)) rmSync(each, { recursive: true, force: true })
  })
  return folders
}

function environment(home: string): Record<string, string> {
  return { ...testEnvironment(), XDG_CACHE_HOME: home }
}

function start({ directory, home }: { directory: string; home: string }): Command {
  const command = new Command('/', entry, [directory, '--port', '0'], environment(home))
  ended.unshift(() => command.stop('SIGTERM'))
  return command
}

async function url(command: Command): Promise<string> {
  await command.says('Functions answer at ')
  return /answer at (\S+)/.exec(command.output)?.[1] ?? ''
}

async function writeBlob(command: Command): Promise<void> {
  await fetch(`${await url(command)}/admin/functions/orders`, { method: 'POST', body: '{"input":"x"}' })
  await command.says(`Executed 'Functions.orders' (Succeeded`)
}

const handlerOf = (directory: string) => JSON.parse(readFileSync(join(directory, 'process.json'), 'utf8'))

async function hasBlob(directory: string): Promise<boolean> {
  const service = BlobServiceClient.fromConnectionString(handlerOf(directory).env.AzureWebJobsStorage)
  return service.getContainerClient('copies').getBlobClient('one').exists()
}

const storage = (command: Command) => /its data in (\S+)/.exec(command.output)?.[1]

it('a host after one that was killed with -9 ends the handler that was left, and has the data', async () => {
  const folders = app()
  const first = start(folders)
  await writeBlob(first)
  const left = identityOf(handlerOf(folders.directory).pid)
  await first.stop('SIGKILL')
  expect(lives(left)).toBe(true)
  const second = start(folders)
  await url(second)
  expect(second.output).toContain(`Ended process ${left.pid}, a handler that a killed host left behind.`)
  expect(lives(left)).toBe(false)
  expect(storage(second)).toBe(storage(first))
  expect(await hasBlob(folders.directory)).toBe(true)
})

it('a host waits for one whose npm was killed with -9, and has its data', async () => {
  const folders = app()
  // As npm does it, but quicker to kill.
  const npm = spawn(
    'sh',
    ['-c', '"$@"; :', 'npm', process.execPath, entry, folders.directory, '--port', '0'],
    {
      env: environment(folders.home),
    },
  )
  ended.unshift(async () => endAll(processesUnder(npm.pid ?? 0)))
  let output = ''
  while (!output.includes('answer at')) output += (await once(npm.stdout, 'data'))[0]
  const [host] = processesUnder(npm.pid ?? 0)
  npm.kill('SIGKILL')
  await once(npm, 'exit')
  ended.unshift(async () => host && endAll([host]))
  const second = start(folders)
  await url(second)
  expect(second.output).not.toContain('empty storage')
  expect(storage(second)).toBe(/its data in (\S+)/.exec(output)?.[1])
})

it('hosts that start in the same moment get storage each, two of one app too', async () => {
  const [one, other] = [app(), app()]
  const commands = [start(one), start(other), start(one)]
  for (const command of commands) await url(command)
  const places = commands.map(({ output }) => /Storage: Azurite at (\S+),/.exec(output)?.[1])
  expect(new Set(places).size).toBe(3)
  expect(new Set(commands.map(storage)).size).toBe(3)
  expect(commands.filter(({ output }) => output.includes('starts with empty storage'))).toHaveLength(1)
  for (const command of commands) await writeBlob(command)
})
