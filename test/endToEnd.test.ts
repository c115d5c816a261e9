import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Command } from './support/command.ts'
import { LocalStack, sha256 } from './support/localStack.ts'
import { processesUnder } from './support/processes.ts'

/*
 * What the README promises, through the real engine, in the order a user meets it. Each test goes on where the one
 * before stopped.
 */

const stack = new LocalStack()
let serving: Command

beforeAll(async () => {
  serving = await stack.serving()
})

afterAll(async () => {
  await serving?.stop('SIGTERM')
  stack.remove()
})

describe('the first start', { timeout: 120_000 }, () => {
  it('answers hello over HTTP', async () => {
    const response = await fetch(`${stack.url}/api/hello?name=Ada`)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toMatch(/^application\/json/)
    expect(await response.json()).toEqual({ message: 'Hello, Ada!' })
    expect(await (await fetch(`${stack.url}/api/hello`, { method: 'POST' })).json()).toEqual({
      message: 'Hello, World!',
    })
  })

  it('takes an order, and its receipt is a blob that a stock client reads', async () => {
    const response = await stack.postOrder({ item: 'book', quantity: 2 })
    expect(response.status).toBe(202)
    const { id } = z.object({ id: z.string().min(1) }).parse(await response.json())
    const client = (await stack.blobs()).getContainerClient('receipts').getBlobClient(`${id}.json`)
    await expect.poll(() => client.exists(), { timeout: 5000 }).toBe(true)
    const receipt: unknown = JSON.parse((await client.downloadToBuffer()).toString())
    expect(receipt).toMatchObject({ id, item: 'book', quantity: 2 })
  })

  it('refuses a bad order with the field and the reason', async () => {
    const response = await stack.postOrder({ item: 'book', quantity: -1 })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ field: 'quantity', reason: expect.any(String) })
  })

  it('runs the heartbeat, which logs', async () => {
    const response = await fetch(`${stack.url}/admin/functions/heartbeat`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"input":""}',
    })
    expect(response.status).toBe(202)
    await serving.says("Executed 'Functions.heartbeat' (Succeeded")
  })

  it('went through the engine, whose state lists every resource', () => {
    const types = resourceTypes()
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
    const [handler = ''] = readdirSync(stack.path('.local/cloud/sites'), {
      recursive: true,
      encoding: 'utf8',
    })
      .map((path) => stack.path('.local/cloud/sites', path))
      .filter((path) => path.endsWith('/handler'))
    expect(statSync(handler).mode & 0o777).toBe(0o755)
    expect(processesUnder(serving.pid).map(({ executable }) => executable)).toContain(handler)
    expect(sha256(handler)).toBe(sha256(stack.path('dist/app/handler')))

    const zip = createHash('sha256')
      .update(await stack.blob('app-package', 'released-package.zip'))
      .digest('hex')
    expect(zip).toBe(sha256(stack.path('dist/app.zip')))
    expect(await stack.blob('releases', `${zip}/released-package.zip`)).toHaveLength(
      statSync(stack.path('dist/app.zip')).size,
    )
  })

  it('leaves the checkout as it was', () => {
    for (const file of ['Pulumi.yaml', 'Pulumi.local.yaml']) {
      expect(sha256(stack.path(file))).toBe(sha256(join(import.meta.dirname, '..', file)))
    }
  })
})

describe('while it serves', { timeout: 120_000 }, () => {
  it('another start updates what runs: a changed function replaces the package and its deployment, nothing else', async () => {
    const before = await stack.receiptNames()
    stack.editHello((source) => source.replace('Hello, ', 'Howdy, '))
    const { code, output } = await stack.start().finished()
    expect(output).toContain('pulumi up: 1 updated, 1 replaced')
    expect(code).toBe(0)
    expect(await stack.greeting()).toEqual({ message: 'Howdy, Ada!' })
    expect(await stack.receiptNames()).toEqual(before)
  })

  it('a type error stops the update with file and line, and what ran goes on', async () => {
    stack.editHello((source) => `${source}\nexport const wrong: number = 'text'\n`)
    const { code, output } = await stack.start().finished()
    expect(code).toBe(1)
    expect(output).toMatch(
      /src\/functions\/hello\.ts:\d+:\d+.*Type 'string' is not assignable to type 'number'/,
    )
    expect((await fetch(`${stack.url}/api/hello`)).status).toBe(200)
  })

  it('a syntax error stops the update with file and line, and what ran goes on', async () => {
    stack.editHello((source) => source.replace("export const wrong: number = 'text'", 'export const = ;'))
    const { code, output } = await stack.start().finished()
    expect(code).toBe(1)
    expect(output).toMatch(/src\/functions\/hello\.ts:\d+:\d+/)
    expect((await fetch(`${stack.url}/api/hello`)).status).toBe(200)
  })

  it('a handler that does not start is refused with its own output, and what ran goes on', async () => {
    stack.editHello((source) => source.replace('export const = ;', startFailure))
    const { code, output } = await stack.start().finished()
    expect(output).toContain('the database is not there')
    expect(code).toBe(1)
    expect(await stack.greeting()).toEqual({ message: 'Howdy, Ada!' })
    stack.editHello((source) => source.replace(startFailure, ''))
    expect((await stack.start().finished()).code).toBe(0)
  })

  it('every wrong setting is reported at once', async () => {
    const stackFile = stack.path('Pulumi.local.yaml')
    const before = readFileSync(stackFile, 'utf8')
    writeFileSync(stackFile, before.replace('app:plan: flex', 'app:plan: bronze\n  app:plam: flex'))
    const { code, output } = await stack.start().finished()
    writeFileSync(stackFile, before)
    expect(code).toBe(1)
    expect(output).toContain('app:plan is "bronze": allowed is flex, premium, consumption, dedicated.')
    expect(output).toContain('app:plam is not a setting. Did you mean app:plan?')
    expect(output).not.toContain('at parseSettings')
  })

  it('any command has the environment of localhost, a Pulumi command as well', async () => {
    const preview = await stack
      .local('pulumi', 'preview', '--stack', 'local', '--expect-no-changes')
      .finished()
    expect(preview.output).toMatch(/\d+ unchanged/)
    expect(preview.code).toBe(0)
    const env = await stack.local('sh', '-c', 'echo "$AZURE_STORAGE_CONNECTION_STRING"; exit 7').finished()
    expect(env.output).toContain('BlobEndpoint=http://127.0.0.1:')
    expect(env.code).toBe(7)
  })
})

const startFailure =
  "if (process.env.FUNCTIONS_CUSTOMHANDLER_PORT) throw new Error('the database is not there')"

function resourceTypes(): string[] {
  const file = stack.path('.local/state/.pulumi/stacks/custom-handler-stack/local.json')
  const state = z.object({
    checkpoint: z.object({ latest: z.object({ resources: z.array(z.object({ type: z.string() })) }) }),
  })
  return state
    .parse(JSON.parse(readFileSync(file, 'utf8')))
    .checkpoint.latest.resources.map(({ type }) => type)
}
