import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Command } from './support/command.ts'
import { LocalStack } from './support/localStack.ts'

/*
 * A package that the Azure CLI brings, with a function that Event Grid tells of blobs, through the real engine. Each
 * test goes on where the one before stopped.
 */

const stack = new LocalStack()
let serving: Command

vi.setConfig({ testTimeout: 120_000 })

const incoming = `import { app } from '@azure/functions'

app.storageBlob('incoming', {
  path: 'incoming/{name}.csv',
  connection: 'AzureWebJobsStorage',
  source: 'EventGrid',
  handler: (_, context) => context.log('There is', context.triggerMetadata?.name),
})
`

beforeAll(async () => {
  const file = stack.path('Pulumi.local.yaml')
  const text = readFileSync(file, 'utf8')
  writeFileSync(file, text.replace('  app:plan: flex', '  app:plan: flex\n  app:delivery: cli'))
  writeFileSync(stack.path('handler/src/functions/incoming.ts'), incoming)
  serving = await stack.serving()
})

afterAll(async () => {
  await serving?.stop('SIGTERM')
  stack.remove()
})

it('the pushed package answers, and no package is kept', async () => {
  expect(await stack.greeting()).toEqual({ message: 'Hello, Ada!' })
  const { output, code } = await stack.run('toolkit/stack/releases.ts').finished()
  expect(output).toContain('The stack local keeps no packages: another tool than Pulumi delivers them')
  expect(code).toBe(1)
})

it('the subscription comes after the push, and a blob runs the function', async () => {
  const lines = serving.output.split('\n')
  const at = (text: string) => lines.findIndex((line) => line.includes(text))
  expect(at('command:local:Command config-zip')).toBeGreaterThan(0)
  expect(at('SystemTopicEventSubscription incoming')).toBeGreaterThan(at('command:local:Command config-zip'))
  const container = (await stack.blobs()).getContainerClient('incoming')
  await container.getBlockBlobClient('first.csv').upload('a;b', 3)
  await serving.says('There is first')
})

it('a changed function is pushed again, and nothing else changes', async () => {
  stack.editHello((source) => source.replace('Hello, ', 'Howdy, '))
  const { output } = await stack.start().finished()
  expect(output).toContain('+- command:local:Command config-zip')
  expect(output).toContain('pulumi up: 1 replaced')
  expect(await stack.greeting()).toEqual({ message: 'Howdy, Ada!' })
})

it('a preview without a change shows none, twice in a row', async () => {
  for (const _ of [1, 2]) {
    const { output, code } = await stack.local('pulumi', 'preview', '--expect-no-changes').finished()
    expect(output).toMatch(/\d+ unchanged/)
    expect(code).toBe(0)
  }
})
