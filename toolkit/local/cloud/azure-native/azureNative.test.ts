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

describe('the preview of an update', () => {
  it('shows what changes, and leaves what Azure reports of the rest', async () => {
    const { services, provider } = await openTestCloud()
    const type = 'azure-native:web:WebApp'
    const [inputs, reported] = [{ name: 'app', httpsOnly: true, kind: 'a' }, { httpsOnly: false }]
    const outputs = { ...inputs, ...reported }
    services.records.put({ id: '/app', type, inputs, outputs })
    const news = { ...inputs, kind: 'b' }
    expect(await provider.update(type, '/app', outputs, news, true)).toEqual({ ...outputs, kind: 'b' })
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

describe('a function without a simulation', () => {
  it('is not answered', async () => {
    const { provider } = await openTestCloud()
    await expect(provider.invoke('azure-native:web:listWebAppBackups', {})).rejects.toThrow(
      'azure-native:web:listWebAppBackups has no simulation on localhost',
    )
  })
})
