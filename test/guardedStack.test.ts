import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Command } from './support/command.ts'
import { LocalStack } from './support/localStack.ts'

const settings = `
  app:network: private
  app:packageStore: separate
  app:alertEmails: [ops@example.com]
  app:budget: 50
  app:lock: true
  app:tags: { team: orders }
`

const stack = new LocalStack()
const pulumi = (...args: string[]) => stack.local('pulumi', ...args).finished()
let serving: Command

beforeAll(async () => {
  const file = stack.path('Pulumi.local.yaml')
  writeFileSync(file, readFileSync(file, 'utf8').replace('config:\n', `config:${settings}`))
  serving = await stack.serving()
}, 180_000)

afterAll(async () => {
  await serving?.stop('SIGTERM')
  stack.remove()
})

describe('a private, watched and locked stack', { timeout: 180_000 }, () => {
  test('answers, and works on its queue', async () => {
    expect(serving.output).not.toContain('functionKey')
    expect(await stack.greeting()).toEqual({ message: 'Hello, Ada!' })
    expect((await stack.postOrder({ item: 'book', quantity: 2 })).status).toBe(202)
    let receipts: string[] = []
    while (receipts.length === 0) {
      await setTimeout(200)
      receipts = await stack.receiptNames()
    }
    expect(receipts).toEqual([expect.stringMatching(/\.json$/)])
  })

  test('keeps every rule of the policy pack, and has nothing to change', async () => {
    const { code, output } = await pulumi('preview', '--expect-no-changes', '--policy-pack', 'policy')
    expect([code, output]).toEqual([0, expect.stringContaining('✅ custom-handler-stack@v0.1.0')])
  })

  test('takes another package under its lock', async () => {
    stack.editHello((source) => source.replace('Hello, ', 'Hey, '))
    const { code, output } = await pulumi('up', '--yes', '--skip-preview')
    expect([code, output]).toEqual([0, expect.stringContaining('+-1 replaced')])
    expect(await stack.greeting()).toEqual({ message: 'Hey, Ada!' })
  })

  test('another tag is no reason to deploy again', async () => {
    stack.configure({ 'app:tags': '{"team":"billing"}' })
    const { code, output } = await pulumi('preview')
    expect([code, output]).toEqual([0, expect.stringContaining('WebApp app update')])
    expect(output).not.toContain('onedeploy')
  })

  test('goes down with one command, the lock first', async () => {
    await serving.stop('SIGTERM')
    const { code, output } = await pulumi('destroy', '--yes', '--skip-preview')
    expect([code, output]).toEqual([0, expect.stringContaining('ManagementLockByScope lock deleted')])
    expect(existsSync(stack.path('.local'))).toBe(false)
  })
})
