import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Command } from './support/command.ts'
import { LocalStack, sha256 } from './support/localStack.ts'

/*
 * Every plan goes up, changes its package, goes back to the one before and goes down, through the real engine. Each
 * test goes on where the one before stopped.
 */

const stack = new LocalStack()
afterAll(() => stack.remove())

// What a new package is on each plan, next to the package itself.
const plans = [
  {
    plan: 'flex',
    auth: 'identity',
    delivery: '~ azure-native:resources:Deployment onedeploy',
    tier: 'FlexConsumption',
  },
  { plan: 'premium', auth: 'identity', delivery: '~ azure-native:web:WebApp app', tier: 'ElasticPremium' },
  {
    plan: 'consumption',
    auth: 'connectionString',
    delivery: '~ azure-native:web:WebApp app',
    tier: 'Dynamic',
  },
  { plan: 'dedicated', auth: 'identity', delivery: '~ azure-native:web:WebApp app', tier: 'Basic' },
]

describe.each(plans)('plan $plan, $auth', { timeout: 300_000 }, ({ plan, auth, delivery, tier }) => {
  let serving: Command
  let first = ''

  beforeAll(async () => {
    stack.configure({ 'app:plan': plan, 'app:auth': auth, 'app:release': undefined })
    serving = await stack.serving()
    first = sha256(stack.path('dist/app.zip'))
  })

  it('goes up and answers', async () => {
    expect(await stack.greeting()).toEqual({ message: 'Hello, Ada!' })
    const state = stack.path('.local/state/.pulumi/stacks/custom-handler-stack/local.json')
    expect(readFileSync(state, 'utf8')).toContain(`"tier":"${tier}"`)
  })

  it('shows no change, twice in a row', async () => {
    const preview = 'pulumi preview --expect-no-changes'
    const { output, code } = await stack.local('sh', '-c', `${preview} && ${preview}`).finished()
    expect(output.match(/\d+ unchanged/g)).toHaveLength(2)
    expect(code).toBe(0)
  })

  it('a changed function changes the package and what delivers it, nothing else', async () => {
    stack.editHello((source) => source.replace('Hello, ', 'Howdy, '))
    const { output } = await stack.start().finished()
    expect(output).toContain('› +- azure-native:storage:Blob package')
    expect(output).toContain(`› ${delivery}`)
    expect(output).toContain('pulumi up: 1 updated, 1 replaced')
    expect(await stack.greeting()).toEqual({ message: 'Howdy, Ada!' })
  })

  it('a package that does not start is refused, what ran goes on, and the next update mends it', async () => {
    const broken =
      "\nif (process.env.FUNCTIONS_CUSTOMHANDLER_PORT) throw new Error('the database is not there')\n"
    stack.editHello((source) => source + broken)
    const { code, output } = await stack.start().finished()
    expect(output).toContain('the database is not there')
    expect(code).toBe(1)
    expect(await stack.greeting()).toEqual({ message: 'Howdy, Ada!' })
    stack.editHello((source) => source.replace(broken, ''))
    expect((await stack.start().finished()).code).toBe(0)
  })

  it('goes back to the package before', async () => {
    stack.configure({ 'app:release': first })
    const { output } = await stack.start().finished()
    expect(output).toContain('pulumi up: 1 updated')
    expect(await stack.greeting()).toEqual({ message: 'Hello, Ada!' })
  })

  it('goes down', async () => {
    const { output, code } = await stack.local('pulumi', 'destroy', '--yes').finished()
    expect(output).toMatch(/\d+ deleted/)
    expect(code).toBe(0)
    await serving.stop('SIGTERM')
    stack.editHello((source) => source.replace('Howdy, ', 'Hello, '))
  })
})

describe('another plan', { timeout: 300_000 }, () => {
  it('replaces the app and keeps what is in the storage account', async () => {
    stack.configure({ 'app:plan': undefined, 'app:auth': undefined, 'app:release': undefined })
    const before = await stack.serving()
    expect((await stack.postOrder({ item: 'book', quantity: 2 })).status).toBe(202)
    await expect.poll(() => stack.receiptNames(), { timeout: 20_000 }).toHaveLength(1)
    await before.stop('SIGTERM')

    const after = stack.start('--port', '0', '--plan', 'premium')
    await after.says('Logs of the functions')
    expect(after.output).toContain('› +- azure-native:web:WebApp app')
    expect(await stack.receiptNames()).toHaveLength(1)
    await after.stop('SIGTERM')
  })
})
