import { beforeAll, describe, expect, it } from 'vitest'
import { requireId } from './existing.ts'
import { parseSettings } from './parseSettings.ts'
import { inSomeRegion } from './testing/inSomeRegion.ts'
import { type ProgramRun, runProgram } from './testing/program.ts'

const platform = '/subscriptions/s/resourceGroups/platform'
const ids = {
  resourceGroup: platform,
  workspace: `${platform}/providers/Microsoft.OperationalInsights/workspaces/logs`,
  plan: `${platform}/providers/Microsoft.Web/serverfarms/shared`,
  virtualNetwork: `${platform}/providers/Microsoft.Network/virtualNetworks/hub`,
  storageAccount: `${platform}/providers/Microsoft.Storage/storageAccounts/stshared`,
}
const created = ['ResourceGroup', 'Workspace', 'AppServicePlan', 'VirtualNetwork', 'StorageAccount']

describe('a stack on what is there already', () => {
  let run: ProgramRun
  beforeAll(async () => {
    run = await runProgram({
      'app:plan': 'premium',
      'app:network': 'private',
      'app:packageStore': 'separate',
      'app:protect': 'true',
      'app:tags': '{"team":"orders"}',
      'app:existing': JSON.stringify(ids),
    })
  })

  it('reads each, and asks nothing of it: no tag, no argument, no protection', () => {
    const read = run.asked.filter(({ name }) => name.startsWith('existing-'))
    expect(Object.fromEntries(read.map(({ name, inputs }) => [name, inputs]))).toEqual({
      'existing-rg': {},
      'existing-logs': {},
      'existing-plan': {},
      'existing-vnet': {},
      'existing-storage': {},
    })
    for (const { options } of read) expect(options.protect).toBeFalsy()
    expect(run.calls).not.toContain('azure-native:web:getWebApp')
  })

  it('creates none of them, but the account that packages are to have of their own', () => {
    const names = run.asked
      .filter(({ type }) => created.some((kind) => type.endsWith(`:${kind}`)))
      .map(({ name }) => name)
    expect(names.filter((name) => !name.startsWith('existing-'))).toEqual(['packages'])
    expect(run.ofType('storage:BlobServiceProperties').map(({ name }) => name)).toEqual([
      'packages-blob-service',
    ])
  })

  it('puts its own resources into them', () => {
    expect(run.only('web:WebApp').inputs).toMatchObject({
      resourceGroupName: 'existing-rg-name',
      serverFarmId: ids.plan,
    })
    expect(run.only('applicationinsights:Component').inputs).toMatchObject({
      workspaceResourceId: ids.workspace,
    })
    const containers = run.ofType('storage:BlobContainer').filter(({ name }) => name !== 'releases')
    for (const { inputs } of [...containers, ...run.ofType('storage:Queue')]) {
      expect(inputs).toMatchObject({ resourceGroupName: 'platform' })
    }
    for (const { inputs } of run.ofType('network:Subnet')) {
      expect(inputs).toMatchObject({ resourceGroupName: 'platform', virtualNetworkName: 'hub' })
    }
    for (const { inputs } of run.ofType('network:PrivateEndpoint')) {
      expect(inputs).toMatchObject({
        privateLinkServiceConnections: [{ privateLinkServiceId: ids.storageAccount }],
      })
    }
  })
})

describe('an output of another stack', () => {
  it('has to be an id of what it is named for', () => {
    expect(requireId('workspace', 'acme/platform/prod#workspaceId', ids.workspace)).toBe(ids.workspace)
    expect(() => requireId('workspace', 'acme/platform/prod#groupId', platform)).toThrow(
      `app:existing.workspace is acme/platform/prod#groupId, and that output is no id of such a resource: "${platform}". Name an output that is, or write the id itself.`,
    )
  })

  it('is as good as an id', async () => {
    const run = await runProgram({
      'app:existing':
        '{"workspace":"acme/platform/prod#workspaceId","resourceGroup":"acme/platform/prod#groupId"}',
    })
    const stacks = run.asked.filter(({ type }) => type === 'pulumi:pulumi:StackReference')
    expect(stacks.map(({ name }) => name)).toEqual(['acme/platform/prod'])
    expect(run.only('applicationinsights:Component').inputs).toMatchObject({
      workspaceResourceId: ids.workspace,
    })
  })
})

describe('refused:', () => {
  it.each([
    [
      { workspace: 'logs' },
      {},
      'app:existing.workspace: it has to be an id like /subscriptions/…/resourceGroups/…/providers/Microsoft.OperationalInsights/workspaces/…, or an output of a stack like organization/project/stack#output.',
    ],
    [
      { resourceGroup: ids.workspace },
      {},
      'app:existing.resourceGroup: it has to be an id like /subscriptions/…/resourceGroups/…, or',
    ],
    [{ workspace: `${ids.workspace}/tables/x` }, {}, 'app:existing.workspace: it has to be an id like'],
    [{ vault: '/x' }, {}, 'app:existing: vault is not known here.'],
    [
      { plan: ids.plan },
      {},
      'app:existing.plan and app:plan: a plan of Flex Consumption holds one app, so each app has its own. Remove app:existing.plan.',
    ],
    [
      { virtualNetwork: ids.virtualNetwork },
      {},
      'app:existing.virtualNetwork and app:network: only a private app is in a virtual network. Set app:network to private.',
    ],
    [
      { workspace: ids.workspace },
      { 'app:monitoring': 'false' },
      'app:existing.workspace and app:monitoring: nothing would be written to the workspace. Set app:monitoring to true.',
    ],
    [
      { resourceGroup: ids.resourceGroup },
      { 'app:lock': 'true' },
      'app:existing.resourceGroup and app:lock: the lock would hold for what others have in that group. Remove app:lock.',
    ],
    [
      { plan: ids.plan },
      { 'app:plan': 'premium', 'app:planSku': 'EP2' },
      'app:planSku and app:existing.plan: what is there already stays as its owner has set it up. Remove app:planSku.',
    ],
    [
      { plan: ids.plan },
      { 'app:plan': 'dedicated', 'app:alwaysReady': '2' },
      'app:alwaysReady and app:existing.plan: what is there already stays as its owner has set it up. Remove app:alwaysReady.',
    ],
    [
      { workspace: ids.workspace },
      { 'app:logRetentionDays': '90' },
      'app:logRetentionDays and app:existing.workspace: what is there already stays as its owner has set it up. Remove app:logRetentionDays.',
    ],
    [
      { storageAccount: ids.storageAccount },
      { 'app:storageSku': 'Standard_ZRS' },
      'app:storageSku and app:existing.storageAccount: what is there already stays as its owner has set it up. Remove app:storageSku.',
    ],
  ])('%j with %j', (existing, more, message) => {
    expect(() => parseSettings({ 'app:existing': JSON.stringify(existing), ...more })).toThrow(message)
  })
  it('no setting that has an effect all the same, and none that is there by default', () => {
    const settings = (existing: object, more: object) =>
      parseSettings({ ...inSomeRegion, 'app:existing': JSON.stringify(existing), ...more })
    const { storageAccount, plan, workspace } = ids
    expect(settings({ plan, workspace, storageAccount }, { 'app:plan': 'premium' })).toBeDefined()
    const ownPackages = { 'app:packageStore': 'separate', 'app:storageSku': 'Standard_ZRS' }
    expect(settings({ storageAccount }, ownPackages)).toBeDefined()
    expect(settings({ plan }, { 'app:plan': 'premium', 'app:alwaysReady': '2' })).toBeDefined()
  })
})
