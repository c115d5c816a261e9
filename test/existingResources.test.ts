import { mkdirSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { LocalStack } from './support/localStack.ts'

// Another team's stack: what ours is to be put into.
const platform = {
  'Pulumi.yaml':
    'name: platform\nmain: index.ts\nruntime: { name: nodejs, options: { typescript: false } }\n',
  'package.json': '{ "type": "module" }',
  'index.ts': `
import * as operationalinsights from '@pulumi/azure-native/operationalinsights/index.js'
import * as resources from '@pulumi/azure-native/resources/index.js'
import * as storage from '@pulumi/azure-native/storage/index.js'
import * as web from '@pulumi/azure-native/web/index.js'

const group = new resources.ResourceGroup('platform', { tags: { owner: 'platform' } })
const inGroup = { resourceGroupName: group.name }
export const groupId = group.id
export const workspaceId = new operationalinsights.Workspace('logs', inGroup).id
export const planId = new web.AppServicePlan('premium', {
  ...inGroup,
  kind: 'elastic',
  reserved: true,
  sku: { name: 'EP1', tier: 'ElasticPremium', family: 'EP', size: 'EP1', capacity: 1 },
}).id
export const accountId = new storage.StorageAccount('shared', {
  ...inGroup,
  accountName: 'stsharedbyteams',
  kind: 'StorageV2',
  sku: { name: 'Standard_LRS' },
}).id
`,
}

const stack = new LocalStack()
const pulumi = (...args: string[]) => stack.local('pulumi', ...args).finished()
const onPlatform = (...args: string[]) => pulumi('-C', 'platform', ...args, '-s', 'shared')

beforeAll(async () => {
  mkdirSync(stack.path('platform'))
  for (const [name, text] of Object.entries(platform)) writeFileSync(stack.path('platform', name), text)
  const inPlatform = 'cd platform && pulumi stack init shared && pulumi up -s shared --yes --skip-preview'
  const { code, output } = await stack.local('sh', '-c', inPlatform).finished()
  if (code !== 0) throw new Error(output)
  const settings = {
    'app:plan': 'premium',
    'app:existing.resourceGroup': 'organization/platform/shared#groupId',
    'app:existing.workspace': 'organization/platform/shared#workspaceId',
    'app:existing.plan': 'organization/platform/shared#planId',
    'app:existing.storageAccount': 'organization/platform/shared#accountId',
  }
  for (const [key, value] of Object.entries(settings)) await pulumi('config', 'set', '--path', key, value)
}, 300_000)

afterAll(() => stack.remove())

describe('a stack on what another one has', { timeout: 180_000 }, () => {
  test('goes up in it and answers', async () => {
    const serving = await stack.serving()
    expect(await stack.greeting()).toEqual({ message: 'Hello, Ada!' })
    await serving.stop('SIGTERM')
  })

  test('only reads it', async () => {
    const { output } = await pulumi('stack', 'export')
    const { deployment } = z.object({ deployment: z.object({ resources }) }).parse(JSON.parse(output))
    const read = deployment.resources.filter(({ external }) => external)
    expect(read.map(({ type }) => type).sort()).toEqual(taken)
    const managed = deployment.resources.filter(({ external }) => !external)
    expect(managed.filter(({ type }) => taken.includes(type))).toEqual([])
  })

  test('goes down and leaves it as it was', async () => {
    expect(await pulumi('destroy', '--yes', '--skip-preview')).toMatchObject({ code: 0 })
    const { code, output } = await onPlatform('preview', '--refresh', '--expect-no-changes')
    expect([code, output]).toEqual([0, expect.stringContaining('unchanged')])
  })
})

const resources = z.array(z.object({ type: z.string(), external: z.boolean().optional() }))
const taken = [
  'azure-native:operationalinsights:Workspace',
  'azure-native:resources:ResourceGroup',
  'azure-native:storage:StorageAccount',
  'azure-native:web:AppServicePlan',
  'pulumi:pulumi:StackReference',
]
