import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { BlobServiceClient } from '@azure/storage-blob'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { checkout } from './support/checkout.ts'
import { Command } from './support/command.ts'
import { processesUnder } from './support/processes.ts'

/*
 * The whole product in a checkout of its own, through the real engine: what the README promises, in the order a user
 * meets it. Each test goes on where the one before stopped.
 */

const directory = checkout()
const start = (...args: string[]) => new Command(directory, 'toolkit/local/start.ts', args)
const local = (...args: string[]) => new Command(directory, 'toolkit/local/run.ts', args)
const ready = 'Logs of the functions'

let serving: Command
let url = ''

async function started(...args: string[]): Promise<Command> {
  const command = start(...args)
  await command.says(ready)
  url = /Functions answer at (\S+)/.exec(command.output)?.[1] ?? ''
  return command
}

beforeAll(async () => {
  serving = await started('--port', '0')
}, 1_800_000) // the first run on a machine builds the engine

afterAll(async () => {
  await serving?.stop('SIGKILL')
  rmSync(directory, { recursive: true, force: true })
})

describe('the first start', { timeout: 120_000 }, () => {
  it('answers hello over HTTP', async () => {
    const response = await fetch(`${url}/api/hello?name=Ada`)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toMatch(/^application\/json/)
    expect(await response.json()).toEqual({ message: 'Hello, Ada!' })
    expect(await (await fetch(`${url}/api/hello`, { method: 'POST' })).json()).toEqual({
      message: 'Hello, World!',
    })
  })

  it('takes an order, and its receipt is a blob that a stock client reads', async () => {
    const response = await postOrder({ item: 'book', quantity: 2 })
    expect(response.status).toBe(202)
    const { id } = z.object({ id: z.string().min(1) }).parse(await response.json())
    expect(JSON.parse(await receipt(id))).toMatchObject({ id, item: 'book', quantity: 2 })
  })

  it('refuses a bad order with the field and the reason', async () => {
    const response = await postOrder({ item: 'book', quantity: -1 })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ field: 'quantity', reason: expect.any(String) })
  })

  it('runs the heartbeat, which logs', async () => {
    const response = await fetch(`${url}/admin/functions/heartbeat`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"input":""}',
    })
    expect(response.status).toBe(202)
    await serving.says("Executed 'Functions.heartbeat' (Succeeded")
  })

  it('went through the engine, whose state lists every resource', () => {
    const types = resourcesOfState().map(({ type }) => type)
    for (const type of [
      'azure-native:resources:ResourceGroup',
      'azure-native:storage:StorageAccount',
      'azure-native:storage:BlobContainer',
      'azure-native:storage:Queue',
      'azure-native:storage:Blob',
      'azure-native:managedidentity:UserAssignedIdentity',
      'azure-native:authorization:RoleAssignment',
      'azure-native:operationalinsights:Workspace',
      'azure-native:applicationinsights:Component',
      'azure-native:web:AppServicePlan',
      'azure-native:web:WebApp',
      'azure-native:resources:Deployment',
    ]) {
      expect(types).toContain(type)
    }
  })

  it('answers from the executable that was unpacked from the deployed package', async () => {
    const [handler = ''] = readdirSync(join(directory, '.local/cloud/sites'), {
      recursive: true,
      encoding: 'utf8',
    })
      .map((path) => join(directory, '.local/cloud/sites', path))
      .filter((path) => path.endsWith('/handler'))
    expect(statSync(handler).mode & 0o777).toBe(0o755)
    expect(processesUnder(serving.pid).map(({ executable }) => executable)).toContain(handler)
    expect(sha256(handler)).toBe(sha256(join(directory, 'dist/app/handler')))

    const zip = createHash('sha256')
      .update(await blob('app-package', 'released-package.zip'))
      .digest('hex')
    expect(zip).toBe(sha256(join(directory, 'dist/app.zip')))
    expect(await blob('releases', `${zip}/released-package.zip`)).toHaveLength(
      statSync(join(directory, 'dist/app.zip')).size,
    )
  })

  it('leaves the checkout as it was', () => {
    for (const file of ['Pulumi.yaml', 'Pulumi.local.yaml']) {
      expect(sha256(join(directory, file))).toBe(sha256(join(import.meta.dirname, '..', file)))
    }
  })
})

describe('while it serves', { timeout: 120_000 }, () => {
  it('another start updates what runs: a changed function replaces the package and its deployment, nothing else', async () => {
    const before = await receiptNames()
    editHello((source) => source.replace('Hello, ', 'Howdy, '))
    const { code, output } = await start().finished()
    expect(output).toContain('pulumi up: 1 updated, 1 replaced')
    expect(code).toBe(0)
    expect(await (await fetch(`${url}/api/hello?name=Ada`)).json()).toEqual({ message: 'Howdy, Ada!' })
    expect(await receiptNames()).toEqual(before)
  })

  it('a type error stops the update with file and line, and what ran goes on', async () => {
    editHello((source) => `${source}\nexport const wrong: number = 'text'\n`)
    const { code, output } = await start().finished()
    expect(code).toBe(1)
    expect(output).toMatch(
      /src\/functions\/hello\.ts:\d+:\d+.*Type 'string' is not assignable to type 'number'/,
    )
    expect((await fetch(`${url}/api/hello`)).status).toBe(200)
  })

  it('a syntax error stops the update with file and line, and what ran goes on', async () => {
    editHello((source) => source.replace("export const wrong: number = 'text'", 'export const = ;'))
    const { code, output } = await start().finished()
    expect(code).toBe(1)
    expect(output).toMatch(/src\/functions\/hello\.ts:\d+:\d+/)
    expect((await fetch(`${url}/api/hello`)).status).toBe(200)
  })

  it('a handler that does not start is refused with its own output, and what ran goes on', async () => {
    editHello((source) => source.replace('export const = ;', startFailure))
    const { code, output } = await start().finished()
    expect(output).toContain('the database is not there')
    expect(code).toBe(1)
    expect(await (await fetch(`${url}/api/hello?name=Ada`)).json()).toEqual({ message: 'Howdy, Ada!' })
    editHello((source) => source.replace(startFailure, ''))
    expect((await start().finished()).code).toBe(0)
  })

  it('every wrong setting is reported at once', async () => {
    const stackFile = join(directory, 'Pulumi.local.yaml')
    const before = readFileSync(stackFile, 'utf8')
    writeFileSync(stackFile, before.replace('app:plan: flex', 'app:plan: bronze\n  app:plam: flex'))
    const { code, output } = await start().finished()
    writeFileSync(stackFile, before)
    expect(code).toBe(1)
    expect(output).toContain('app:plan is "bronze": allowed is flex.')
    expect(output).toContain('app:plam is not a setting. Did you mean app:plan?')
    expect(output).not.toContain('at parseSettings')
  })

  it('any command has the environment of localhost, a Pulumi command as well', async () => {
    const preview = await local('pulumi', 'preview', '--stack', 'local', '--expect-no-changes').finished()
    expect(preview.output).toMatch(/\d+ unchanged/)
    expect(preview.code).toBe(0)
    const env = await local('sh', '-c', 'echo "$AZURE_STORAGE_CONNECTION_STRING"; exit 7').finished()
    expect(env.output).toContain('BlobEndpoint=http://127.0.0.1:')
    expect(env.code).toBe(7)
  })
})

describe('stopped and started again', { timeout: 180_000 }, () => {
  it('SIGTERM ends it and every process it started, with exit code 0', async () => {
    const children = processesUnder(serving.pid)
    expect(children.length).toBeGreaterThan(1)
    const { code } = await serving.stop('SIGTERM')
    expect(code).toBe(0)
    expect(children.filter(({ pid }) => existsSync(`/proc/${pid}`))).toEqual([])
  })

  it('a taken port is named, and nothing is changed', async () => {
    const port = Number(new URL(url).port)
    const blocker = createServer().listen(port, '127.0.0.1')
    const { code, output } = await start('--port', String(port)).finished()
    await new Promise((resolve) => blocker.close(resolve))
    expect(code).toBe(1)
    expect(output).toContain(`Port ${port} is taken by another program`)
  })

  it('a second start changes no resource and keeps the data', async () => {
    serving = await started('--port', '0')
    expect(serving.output).toMatch(/pulumi up: nothing to change \(\d+ resources\)/)
    expect((await receiptNames()).length).toBeGreaterThan(0)
  })

  it('a start after everything was killed carries on', async () => {
    editHello((source) => source.replace('Howdy, ', 'Hey, '))
    const interrupted = start()
    await interrupted.says('azure-native:storage:Blob package')
    const engines = [...processesUnder(interrupted.pid), ...processesUnder(serving.pid)]
    await Promise.all([interrupted.stop('SIGKILL'), serving.stop('SIGKILL')])
    for (const { pid } of engines) kill(pid)
    serving = await started('--port', '0')
    expect(await (await fetch(`${url}/api/hello?name=Ada`)).json()).toEqual({ message: 'Hey, Ada!' })
    expect((await receiptNames()).length).toBeGreaterThan(0)
  })

  it('destroy removes everything but the cache', async () => {
    await serving.stop('SIGTERM')
    const { code, output } = await local('pulumi', 'destroy', '--yes').finished()
    expect(output).toMatch(/- \d+ deleted/)
    expect(code).toBe(0)
    expect(existsSync(join(directory, '.local'))).toBe(false)
  })
})

const startFailure =
  "if (process.env.FUNCTIONS_CUSTOMHANDLER_PORT) throw new Error('the database is not there')"

function editHello(edit: (source: string) => string): void {
  const file = join(directory, 'handler/src/functions/hello.ts')
  const before = readFileSync(file, 'utf8')
  const after = edit(before)
  if (after === before) throw new Error('the edit changed nothing')
  writeFileSync(file, after)
}

function postOrder(order: unknown): Promise<Response> {
  const headers = { 'content-type': 'application/json' }
  return fetch(`${url}/api/orders`, { method: 'POST', headers, body: JSON.stringify(order) })
}

async function storage(): Promise<BlobServiceClient> {
  const { output } = await local('sh', '-c', 'echo "$AZURE_STORAGE_CONNECTION_STRING"').finished()
  return BlobServiceClient.fromConnectionString(output.trim())
}

async function blob(container: string, name: string): Promise<Buffer> {
  return (await storage()).getContainerClient(container).getBlobClient(name).downloadToBuffer()
}

async function receiptNames(): Promise<string[]> {
  const names: string[] = []
  for await (const { name } of (await storage()).getContainerClient('receipts').listBlobsFlat())
    names.push(name)
  return names.sort()
}

async function receipt(id: string): Promise<string> {
  const client = (await storage()).getContainerClient('receipts').getBlobClient(`${id}.json`)
  while (!(await client.exists())) await new Promise((resolve) => setTimeout(resolve, 50))
  return (await client.downloadToBuffer()).toString()
}

function resourcesOfState(): { type: string }[] {
  const file = join(directory, '.local/state/.pulumi/stacks/custom-handler-stack/local.json')
  const state = z.object({
    checkpoint: z.object({ latest: z.object({ resources: z.array(z.object({ type: z.string() })) }) }),
  })
  return state.parse(JSON.parse(readFileSync(file, 'utf8'))).checkpoint.latest.resources
}

function sha256(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex')
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // it has ended by itself
  }
}
