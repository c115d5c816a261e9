import { describe, expect, it } from 'vitest'
import { openTestCloud } from '../testCloud.ts'

const seed = new Uint8Array([7])
const group = 'azure-native:resources:ResourceGroup'

describe('names', () => {
  it('are made up of the logical name and eight hex digits, the same for the same seed', async () => {
    const { provider } = await openTestCloud()
    const request = { urn: '', type: group, name: 'rg', olds: {}, news: {}, randomSeed: seed }
    const { inputs } = provider.check(request)
    expect(inputs.resourceGroupName).toMatch(/^rg[0-9a-f]{8}$/)
    expect(provider.check(request).inputs).toEqual(inputs)
  })

  it('stay what they were when a resource is updated', async () => {
    const { provider } = await openTestCloud()
    const olds = { resourceGroupName: 'rg12345678' }
    const { inputs } = provider.check({ urn: '', type: group, name: 'rg', olds, news: {}, randomSeed: seed })
    expect(inputs.resourceGroupName).toBe('rg12345678')
  })

  it('of role assignments are UUIDs', async () => {
    const { provider } = await openTestCloud()
    const type = 'azure-native:authorization:RoleAssignment'
    const { inputs } = provider.check({ urn: '', type, name: 'r', olds: {}, news: {}, randomSeed: seed })
    expect(inputs.roleAssignmentName).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/,
    )
  })
})

describe('diff', () => {
  const diffOf = async (oldInputs: Record<string, unknown>, news: Record<string, unknown>, type = group) => {
    const { provider } = await openTestCloud()
    return provider.diff({ type, id: '/x', oldInputs, olds: oldInputs, news })
  }

  it('finds no change in equal inputs', async () => {
    expect(
      (await diffOf({ location: 'a', tags: { x: '1' } }, { location: 'a', tags: { x: '1' } })).changed,
    ).toEqual([])
  })

  it('updates in place what Azure can update', async () => {
    expect(await diffOf({ tags: { x: '1' } }, { tags: { x: '2' } })).toEqual({
      changed: ['tags'],
      replaces: [],
      deleteBeforeReplace: false,
    })
  })

  it('replaces what Azure cannot, and deletes first unless the name has randomness', async () => {
    expect(await diffOf({ location: 'a' }, { location: 'b' })).toMatchObject({
      replaces: ['location'],
      deleteBeforeReplace: true,
    })
    expect(
      await diffOf({ location: 'a', __autonamed: true }, { location: 'b', __autonamed: true }),
    ).toMatchObject({
      replaces: ['location'],
      deleteBeforeReplace: false,
    })
  })

  it('sees a blob by the hash of its file, wherever the file lies', async () => {
    const asset = (hash: string, path: string) => ({
      '4dabf18193072939515e22adb298388d': 'c44067f5952c0a294b673a41bacd8c17',
      hash,
      path,
    })
    const type = 'azure-native:storage:Blob'
    const inputs = (hash: string, path: string) => ({ blobName: 'b', source: asset(hash, path) })
    expect((await diffOf(inputs('1', '/a'), inputs('1', '/b'), type)).replaces).toEqual([])
    expect((await diffOf(inputs('1', '/a'), inputs('2', '/a'), type)).replaces).toEqual(['source'])
  })
})

describe('a type without a simulation', () => {
  it('is accepted on paper, with one warning', async () => {
    const { create, warnings } = await openTestCloud()
    const { outputs } = await create('keyvault:Vault', { resourceGroupName: 'rg', name: 'kv' })
    expect(outputs).toMatchObject({ name: 'kv' })
    expect(warnings).toEqual([
      'azure-native:keyvault:Vault has no simulation on localhost: it is accepted on paper and does nothing here.',
    ])
  })
})

describe('refusals', () => {
  it.each([
    [
      'storage:StorageAccount',
      { accountName: 'Too-Long-And-With-Hyphens' },
      /is not a valid storage account name/,
    ],
    ['storage:BlobContainer', { containerName: 'A' }, "'A' is not a valid container name."],
    ['storage:Queue', { queueName: 'a--b' }, "'a--b' is not a valid queue name."],
    ['authorization:RoleAssignment', { roleDefinitionId: 'Owner' }, 'ends in /roleDefinitions/<guid>'],
    ['web:AppServicePlan', { sku: { name: 'FC1' } }, 'Flex Consumption (FC1) runs on Linux only'],
    ['web:WebApp', { functionAppConfig: { runtime: { name: 'custom', version: '1' } } }, "version '1.0'"],
    [
      'web:WebApp',
      flexWith({ linuxFxVersion: 'X' }),
      'linuxFxVersion is not valid for Flex Consumption (error 51021)',
    ],
    [
      'web:WebApp',
      flexWith({ appSettings: [{ name: 'WEBSITE_RUN_FROM_PACKAGE', value: '1' }] }),
      'WEBSITE_RUN_FROM_PACKAGE is not allowed on Flex Consumption',
    ],
  ])('%s %j', async (type, inputs, reason) => {
    const { create } = await openTestCloud()
    await expect(create(type, { resourceGroupName: 'rg', ...inputs })).rejects.toThrow(reason)
  })

  it('a child of a storage account that does not exist', async () => {
    const { create } = await openTestCloud()
    const inputs = { resourceGroupName: 'rg', accountName: 'nowhere', queueName: 'orders' }
    await expect(create('storage:Queue', inputs)).rejects.toThrow(
      "ParentResourceNotFound: the storage account 'nowhere' does not exist.",
    )
  })

  it('a role for a principal that does not exist', async () => {
    const { create } = await openTestCloud()
    const roleDefinitionId = '/x/roleDefinitions/b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
    await expect(
      create('authorization:RoleAssignment', { scope: '/s', principalId: 'nobody', roleDefinitionId }),
    ).rejects.toThrow('PrincipalNotFound: principal nobody does not exist in the directory.')
  })

  it('an app whose plan does not exist', async () => {
    const { create } = await openTestCloud()
    await expect(
      create('web:WebApp', { resourceGroupName: 'rg', name: 'f', serverFarmId: '/p/plan' }),
    ).rejects.toThrow('Cannot find serverFarm with name plan')
  })

  it('functionAppConfig left out on Flex Consumption, or given on another plan', async () => {
    const { create } = await openTestCloud()
    const planId = async (name: string, sku: Record<string, string>) =>
      (await create('web:AppServicePlan', { resourceGroupName: 'rg', name, reserved: true, sku })).id
    const flex = await planId('flex', { name: 'FC1', tier: 'FlexConsumption' })
    const premium = await planId('premium', { name: 'EP1', tier: 'ElasticPremium' })
    const app = { resourceGroupName: 'rg', name: 'f' }
    await expect(create('web:WebApp', { ...app, serverFarmId: flex })).rejects.toThrow(
      'Site.FunctionAppConfig is required for a Flex Consumption app.',
    )
    await expect(create('web:WebApp', { ...app, ...flexWith({}), serverFarmId: premium })).rejects.toThrow(
      'Site.FunctionAppConfig is invalid: it is for Flex Consumption plans (FC1) only.',
    )
  })

  it('a function that nothing here answers', async () => {
    const { provider } = await openTestCloud()
    await expect(provider.invoke('azure-native:web:listWebAppHostKeys', {})).rejects.toThrow(
      'azure-native:web:listWebAppHostKeys has no simulation on localhost',
    )
  })
})

function flexWith(siteConfig: Record<string, unknown>): Record<string, unknown> {
  return { functionAppConfig: { runtime: { name: 'custom', version: '1.0' } }, siteConfig }
}
