import { describe, expect, it } from 'vitest'
import { parseSettings } from './parseSettings.ts'
import { runProgram } from './testing/program.ts'

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
