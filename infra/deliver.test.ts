import { describe, expect, it } from 'vitest'
import { parseSettings } from './parseSettings.ts'
import { type ProgramRun, runProgram } from './testing/program.ts'

const config = (settings: Record<string, string>) =>
  Object.fromEntries(Object.entries(settings).map(([key, value]) => [`app:${key}`, value]))

const runFromPackage = (app: { inputs: Record<string, unknown> }) =>
  JSON.stringify(app.inputs.siteConfig).match(/\{"name":"WEBSITE_RUN_FROM_PACKAGE","value":"([^"]*)"\}/)?.[1]

describe('delivery cli', () => {
  it('pushes the package with the Azure CLI, again for another content only, and keeps none', async () => {
    const run = await runProgram(config({ delivery: 'cli' }))
    const [push, ...more] = run.asked.filter(({ type }) => type === 'command:local:Command')
    expect(more).toEqual([])
    expect(push?.inputs).toEqual({
      create: expect.stringContaining(
        'az functionapp deployment source config-zip --resource-group "$GROUP" --name "$APP" --src "$PACKAGE"',
      ),
      environment: {
        GROUP: 'rg-name',
        APP: expect.stringMatching(/^func-shop-dev-/),
        PACKAGE: 'dist/app.zip',
      },
      triggers: ['a'.repeat(64)],
    })
    expect(run.ofType('storage:Blob')).toEqual([])
    expect(run.ofType('resources:Deployment')).toEqual([])
    expect(run.only('storage:StorageAccount').inputs).toMatchObject({ allowSharedKeyAccess: false })
    expect(run.outputs.packageHash).toBe('a'.repeat(64))
  }, 60_000)

  it('lets an app on premium run what is pushed', async () => {
    const run = await runProgram(config({ delivery: 'cli', plan: 'premium' }))
    expect(runFromPackage(run.only('web:WebApp'))).toBe('1')
  }, 60_000)
})

describe('delivery external', () => {
  it('creates everything but the package and its deployment', async () => {
    const run = await runProgram(config({ delivery: 'external', plan: 'dedicated' }))
    const types = new Set(run.asked.map(({ type }) => type))
    for (const type of [
      'command:local:Command',
      'azure-native:storage:Blob',
      'azure-native:resources:Deployment',
    ])
      expect(types).not.toContain(type)
    expect(run.calls).not.toContain('azure-native:web:listWebAppSyncFunctionTriggers')
    expect(runFromPackage(run.only('web:WebApp'))).toBe('1')
    expect(run.outputs.url).toBe('https://func.azurewebsites.net')
  }, 60_000)
})

describe('packages in an account of their own', () => {
  it('leave the account of the app without keys', async () => {
    const run = await runProgram(config({ packageStore: 'separate', plan: 'premium' }))
    const accounts = run.ofType('storage:StorageAccount').map(({ name, inputs }) => ({
      name,
      keys: inputs.allowSharedKeyAccess,
      accountName: inputs.accountName,
    }))
    expect(accounts).toEqual([
      { name: 'storage', keys: false, accountName: expect.stringMatching(/^stshopdev/) },
      { name: 'packages', keys: true, accountName: expect.stringMatching(/^pkshopdev/) },
    ])
    const reader = run
      .ofType('authorization:RoleAssignment')
      .find(({ name }) => name === 'storage-blob-data-reader-packages')
    expect(reader?.inputs.scope).toBe('/mock/azure-native:storage:StorageAccount/packages')
    expect(run.only('storage:Blob').inputs.accountName).toMatch(/^pkshopdev/)
  }, 60_000)
})

describe('packages that were kept', () => {
  const releases = (run: ProgramRun) =>
    run
      .ofType('storage:BlobContainer')
      .filter(({ inputs }) => inputs.containerName === 'releases')
      .map(({ inputs, options }) => ({ account: inputs.accountName, protect: options.protect }))
  const own = { account: expect.stringMatching(/^stshopdev/), protect: true }

  it.each<Record<string, string>>([
    {},
    { delivery: 'cli' },
    { delivery: 'external' },
    { packageStore: 'separate' },
  ])(
    'stay in the account of the app with %j',
    async (settings) => {
      const run = await runProgram(config({ ...settings, protect: 'true' }))
      expect(releases(run)[0]).toEqual(own)
    },
    60_000,
  )

  it.each<Record<string, string>>([{}, { delivery: 'cli' }])(
    'stay in the account that they had of their own with %j, which the app has no role on any more',
    async (settings) => {
      const account = {
        name: 'pkshopdev',
        allowSharedKeyAccess: true,
        primaryEndpoints: { blob: 'http://0' },
      }
      const azure = { 'azure-native:storage:getStorageAccount': account }
      const run = await runProgram(config({ ...settings, plan: 'premium', protect: 'true' }), azure)
      expect(releases(run)).toEqual([own, { account: expect.stringMatching(/^pkshopdev/), protect: true }])
      expect(run.ofType('storage:Blob').map(({ inputs }) => inputs.accountName)).toEqual(
        settings.delivery ? [] : [own.account],
      )
      expect(run.ofType('authorization:RoleAssignment').map(({ name }) => name)).not.toContain(
        'storage-blob-data-reader-packages',
      )
    },
    60_000,
  )

  it('are protected in an account of their own too', async () => {
    const run = await runProgram(config({ packageStore: 'separate', protect: 'true' }))
    expect(releases(run)).toEqual([own, { account: expect.stringMatching(/^pkshopdev/), protect: true }])
  }, 60_000)

  it('ask for no container in an account of somebody else that none are kept in', async () => {
    const id = '/subscriptions/s/resourceGroups/p/providers/Microsoft.Storage/storageAccounts/stshared'
    const run = await runProgram(
      config({ existing: JSON.stringify({ storageAccount: id }), packageStore: 'separate' }),
    )
    expect(releases(run).map(({ account }) => account)).toEqual([expect.stringMatching(/^pkshopdev/)])
  }, 60_000)
})

describe('refused:', () => {
  it.each([
    [
      { release: 'abcdef', delivery: 'cli' },
      'app:release and app:delivery: packages are kept with delivery pulumi only, not with cli. Remove app:release.',
    ],
    [
      { packageStore: 'separate', delivery: 'external' },
      'app:packageStore and app:delivery: packages are kept with delivery pulumi only, not with external. Remove app:packageStore.',
    ],
    [
      { plan: 'premium', packageAccess: 'sas', delivery: 'cli' },
      'app:packageAccess and app:delivery: the app reads no package from storage with delivery cli. Remove app:packageAccess.',
    ],
    [
      { plan: 'consumption', delivery: 'cli' },
      'app:delivery is "cli": allowed on plan consumption is pulumi.',
    ],
    [
      { deployNonce: '2', delivery: 'external' },
      'app:deployNonce and app:delivery: it counts with delivery pulumi only. Remove app:deployNonce.',
    ],
  ])('%j', (settings, message) => {
    expect(() => parseSettings(config(settings))).toThrow(message)
  })
})
