import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { Command } from '../../../test/support/command.ts'
import { startAzurite } from '../host/fixtures/azurite.ts'
import {
  eventually,
  httpFunction,
  type TestApp,
  testEnvironment,
  writeApp,
} from '../host/fixtures/testApp.ts'
import { freePort } from '../host/handler/freePort.ts'

const entry = join(import.meta.dirname, '..', 'hostRun.ts')
const ended: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const end of ended.splice(0)) await end()
})

function app(options: TestApp): string {
  const directory = writeApp(options)
  ended.unshift(async () => rmSync(directory, { recursive: true, force: true }))
  return directory
}

function start(args: readonly string[], environment: Record<string, string> = {}): Command {
  const command = new Command('/', entry, args, { ...testEnvironment(), ...environment })
  ended.unshift(() => command.stop('SIGTERM'))
  return command
}

async function url(command: Command): Promise<string> {
  await command.says('Functions answer at ')
  return /answer at (\S+)/.exec(command.output)?.[1] ?? ''
}

const answers = (text: string) => ({ '/hello': { json: { ReturnValue: text } } })

it('runs an app folder by itself until Ctrl+C, with its local settings', async () => {
  const directory = app({ answers: answers('hi') })
  const settings = { Values: { GREETING: 'hello', PATH: 'nowhere' }, Host: { LocalHttpPort: 0 } }
  writeFileSync(join(directory, 'local.settings.json'), JSON.stringify(settings))
  const command = start([directory])
  const at = await url(command)
  expect(await (await fetch(`${at}/api/hello`)).text()).toBe('hi')
  expect(command.output).toContain(`  hello  httpTrigger  ${at}/api/hello`)
  expect(command.output).toContain(
    `'PATH' of local.settings.json does not count: the environment has another value, and wins.`,
  )
  const handler = JSON.parse(readFileSync(join(directory, 'process.json'), 'utf8'))
  expect(handler.env).toMatchObject({ GREETING: 'hello', AZURE_FUNCTIONS_ENVIRONMENT: 'Development' })
  const end = await command.stop('SIGINT')
  expect(end.code).toBe(0)
  expect(end.output).toMatch(/Stopping…\n$/)
  expect(() => process.kill(handler.pid, 0)).toThrow('ESRCH')
})

it('takes over a change without losing the request under way', async () => {
  const directory = app({ answers: { '/hello': { json: { ReturnValue: 'old' }, delay: 2_000 } } })
  const at = await url(start([directory, '--port', '0']))
  const underWay = fetch(`${at}/api/hello`).then((response) => response.text())
  await eventually('the call', () => existsSync(join(directory, 'requests.jsonl')))
  writeFileSync(join(directory, 'answers.json'), JSON.stringify(answers('new')))
  const hostJson = JSON.parse(readFileSync(join(directory, 'host.json'), 'utf8'))
  const prefixed = { ...hostJson, extensions: { http: { routePrefix: 'v2' } } }
  writeFileSync(join(directory, 'host.json'), JSON.stringify(prefixed))
  await eventually('the new version', async () => {
    const response = await fetch(`${at}/v2/hello`)
    return response.status === 200 && (await response.text()) === 'new'
  })
  expect(await underWay).toBe('old')
})

it('loses no request of many while it takes over one change after the other', async () => {
  const directory = app({ answers: answers('hi') })
  const command = start([directory, '--port', '0'])
  const at = await url(command)
  const statuses: number[] = []
  let isOver = false
  const clients = Array.from({ length: 8 }, async () => {
    while (!isOver) statuses.push((await fetch(`${at}/api/hello`)).status)
  })
  for (let changes = 1; changes <= 3; changes++) {
    const before = statuses.length
    await eventually('requests', () => statuses.length > before + 20)
    writeFileSync(join(directory, 'code.js'), `// ${changes}`)
    await eventually(
      'the change',
      () => command.output.split('The changed app has taken over').length > changes,
    )
  }
  isOver = true
  await Promise.all(clients)
  expect(new Set(statuses)).toEqual(new Set([200]))
})

it('lets requests wait while an app with one port for its handler changes', async () => {
  const directory = app({ customHandler: { port: await freePort() }, answers: answers('hi') })
  const command = start([directory, '--port', '0'])
  const at = await url(command)
  const statuses: number[] = []
  let isOver = false
  const client = (async () => {
    while (!isOver) statuses.push((await fetch(`${at}/api/hello`)).status)
  })()
  writeFileSync(join(directory, 'code.js'), '')
  await command.says('The changed app has taken over.')
  isOver = true
  await client
  expect(new Set(statuses)).toEqual(new Set([200]))
  const hostJson = readFileSync(join(directory, 'host.json'), 'utf8')
  writeFileSync(join(directory, 'host.json'), '{')
  await command.says('The changed app does not start, so the former one goes on. Unable to parse')
  expect((await fetch(`${at}/api/hello`)).status).toBe(200)
  writeFileSync(join(directory, 'host.json'), hostJson.replace('"node"', '"no-such-node"'))
  await command.says('The changed app does not start, so nothing answers until it is mended. Failed to start')
  expect((await fetch(`${at}/api/hello`)).status).toBe(503)
})

it('says why a change does not start, and goes on with the app before', async () => {
  const directory = app({ answers: answers('hi') })
  const command = start([directory, '--port', '0'])
  const at = await url(command)
  writeFileSync(join(directory, 'host.json'), '{')
  await command.says(
    'The changed app does not start, so the former one goes on. Unable to parse host configuration',
  )
  expect((await fetch(`${at}/api/hello`)).status).toBe(200)
})

it('brings storage of its own where the settings name none', async () => {
  const functions = {
    orders: {
      bindings: [
        { name: 'msg', type: 'queueTrigger', direction: 'in', queueName: 'orders' },
        { name: 'copy', type: 'blob', direction: 'out', path: 'copies/{rand-guid}' },
      ],
    },
  }
  const directory = app({ functions, answers: { '/orders': { json: { Outputs: { copy: 'text!' } } } } })
  const home = app({ functions: {} })
  const command = start([directory, '--port', '0'], { XDG_CACHE_HOME: home })
  const at = await url(command)
  expect(command.output).toMatch(/Storage: (Azurite|the emulator that runs) at 127\.0\.0\.1:\d+/)
  const handler = JSON.parse(readFileSync(join(directory, 'process.json'), 'utf8'))
  expect(handler.env.AzureWebJobsStorage).toContain('AccountName=devstoreaccount1')
  await fetch(`${at}/admin/functions/orders`, { method: 'POST', body: '{"input":"x"}' })
  await command.says(`Executed 'Functions.orders' (Succeeded`)
  await command.stop('SIGTERM')
})

it('leaves the storage that the settings name alone', async () => {
  await using azurite = await startAzurite()
  const directory = app({ functions: { hello: httpFunction() } })
  const Values = { AzureWebJobsStorage: azurite.connectionString }
  writeFileSync(join(directory, 'local.settings.json'), JSON.stringify({ Values }))
  const command = start([directory, '--port', '0'])
  await url(command)
  expect(command.output).not.toContain('Storage:')
})

it('says what is wrong and ends with 1, or 2 for a wrong option', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => taken.once('listening', resolve))
  ended.push(async () => taken.close())
  const { port } = taken.address() as { port: number }
  const directory = app({ customHandler: { description: { defaultExecutablePath: './missing' } } })
  const cases: [readonly string[], number, string][] = [
    [
      ['/nowhere'],
      1,
      '\n/nowhere does not exist. An app folder has host.json, a folder with a function.json',
    ],
    [['/'], 1, '\n/ has no host.json, so it is no app folder.'],
    [[directory, '--port', '0'], 1, '\nFailed to start Worker Channel. Process fileName: ./missing.'],
    [[directory, '--port', String(port)], 1, `\nPort ${port} is taken by another program, so the app cannot`],
    [['--prot', '1'], 2, `\nUnknown option '--prot'.`],
  ]
  for (const [args, code, message] of cases) {
    const end = await start(args).finished()
    expect([end.code, end.output]).toEqual([code, expect.stringContaining(message)])
    expect(end.output).not.toContain('    at ')
  }
})

it('ends with 1 when the handler has failed for good', async () => {
  const directory = app({ answers: { '/hello': { exit: 4 } } })
  const command = start([directory, '--port', '0'])
  const at = await url(command)
  for (let crashes = 1; crashes <= 3; crashes++) {
    await fetch(`${at}/api/hello`).catch(() => undefined)
    await eventually('the crash', () => command.output.split(' node exited with').length - 1 >= crashes)
  }
  const end = await command.finished()
  expect(end.code).toBe(1)
  expect(end.output).toContain('\nExceeded http worker restart retry count. Shutting down Functions Host')
})

it('asks for keys when told to, shows them, and takes them from files', async () => {
  const functions = { hello: httpFunction({ authLevel: 'function' }) }
  const directory = app({ functions, answers: answers('hi') })
  const keys = join(directory, 'my keys')
  const shown = await start([directory, '--keys', keys, '--show-keys']).finished()
  expect(shown.code).toBe(0)
  const key = /^hello +default +(\S+)$/m.exec(shown.output)?.[1] ?? 'none'
  expect(JSON.parse(readFileSync(join(keys, 'hello.json'), 'utf8')).keys[0].value).toBe(key)
  const at = await url(start([directory, '--port', '0', '--enableAuth', '--keys', keys]))
  expect((await fetch(`${at}/api/hello`)).status).toBe(401)
  expect((await fetch(`${at}/api/hello?code=${key}`)).status).toBe(200)
})

it('lets pages of other origins in, over what the function says', async () => {
  const headers = ['Access-Control-Allow-Origin', 'http://wrong', 'X-Own', '1']
  const customHandler = { enableForwardingHttpRequest: true }
  const directory = app({ customHandler, answers: { '/api/hello': { headers, text: 'hi' } } })
  const Host = { CORS: 'http://shop.example', LocalHttpPort: 0 }
  writeFileSync(join(directory, 'local.settings.json'), JSON.stringify({ Host }))
  const at = await url(start([directory]))
  const origin = { Origin: 'http://shop.example' }
  const answer = await fetch(`${at}/api/hello`, { headers: origin })
  expect(answer.headers.get('access-control-allow-origin')).toBe('http://shop.example')
  expect(answer.headers.get('x-own')).toBe('1')
  const asked = { ...origin, 'Access-Control-Request-Method': 'PUT' }
  expect((await fetch(`${at}/api/hello`, { method: 'OPTIONS', headers: asked })).status).toBe(204)
  const changed = { Host: { ...Host, CORS: 'http://other.example' } }
  writeFileSync(join(directory, 'local.settings.json'), JSON.stringify(changed))
  await eventually('the other origins', async () => {
    const { headers } = await fetch(`${at}/api/hello`, { headers: { Origin: 'http://other.example' } })
    return headers.get('access-control-allow-origin') === 'http://other.example'
  })
})
