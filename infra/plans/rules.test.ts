import { beforeAll, describe, expect, it } from 'vitest'
import { type ProgramRun, runProgram } from '../testing/program.ts'
import { flexReservedAppSettings } from './flexReservedAppSettings.ts'

// What each plan asks for: the table of the reference, line by line, apart from the files in infra/golden.
const plans = [
  { plan: 'flex', kind: 'functionapp', sku: { name: 'FC1', tier: 'FlexConsumption' } },
  {
    plan: 'premium',
    kind: 'elastic',
    sku: { name: 'EP1', tier: 'ElasticPremium', family: 'EP', size: 'EP1', capacity: 1 },
    alwaysOn: false,
  },
  { plan: 'consumption', kind: 'functionapp', sku: { name: 'Y1', tier: 'Dynamic' } },
  { plan: 'dedicated', kind: 'linux', sku: { name: 'B1', tier: 'Basic', capacity: 1 }, alwaysOn: true },
]
const cases = plans.flatMap((plan) =>
  ['identity', 'connectionString'].map((auth) => ({ alwaysOn: undefined, ...plan, auth })),
)

describe.each(cases)('plan $plan, $auth', ({ plan, auth, kind, sku, alwaysOn }) => {
  const isFlex = plan === 'flex'
  const byIdentity = auth === 'identity'
  let run: ProgramRun
  let siteConfig: Record<string, unknown>
  let appSettings: Record<string, string>

  beforeAll(async () => {
    run = await runProgram({ 'app:plan': plan, 'app:auth': auth })
    const site = unwrapped(run.only('web:WebApp').inputs.siteConfig)
    siteConfig = record(site)
    const entries = Array.isArray(siteConfig.appSettings) ? siteConfig.appSettings.map(record) : []
    appSettings = Object.fromEntries(
      entries.map(({ name, value }) => [String(name), String(unwrapped(value))]),
    )
  })

  it('the plan has its kind and SKU, on Linux', () => {
    expect(run.only('web:AppServicePlan').inputs).toMatchObject({ kind, sku, reserved: true })
  })

  it('functionAppConfig is there on Flex Consumption alone', () => {
    const { functionAppConfig } = run.only('web:WebApp').inputs
    if (isFlex) expect(functionAppConfig).toMatchObject({ runtime: { name: 'custom', version: '1.0' } })
    else expect(functionAppConfig).toBeUndefined()
  })

  it('the site properties are those of the plan', () => {
    const others = {
      linuxFxVersion: '',
      ftpsState: 'Disabled',
      scmMinTlsVersion: '1.2',
      use32BitWorkerProcess: false,
      remoteDebuggingEnabled: false,
      http20Enabled: true,
    }
    const { appSettings: _settings, minimumElasticInstanceCount: _ready, ...rest } = siteConfig
    expect(rest).toEqual({
      minTlsVersion: '1.2',
      ...(!isFlex && others),
      ...(alwaysOn !== undefined && { alwaysOn }),
    })
  })

  it('no app setting is one that the plan forbids, and those it needs are there', () => {
    if (isFlex) {
      expect(Object.keys(appSettings).filter((name) => flexReservedAppSettings.includes(name))).toEqual([])
      return
    }
    expect(appSettings).toMatchObject({
      FUNCTIONS_EXTENSION_VERSION: '~4',
      FUNCTIONS_WORKER_RUNTIME: 'custom',
    })
    expect(appSettings.WEBSITE_RUN_FROM_PACKAGE).toMatch(
      byIdentity ? /\/a{64}\/released-package\.zip$/ : /\/a{64}\/released-package\.zip\?sig=/,
    )
    expect('WEBSITE_RUN_FROM_PACKAGE_BLOB_MI_RESOURCE_ID' in appSettings).toBe(byIdentity)
    for (const name of ['WEBSITE_CONTENTSHARE', 'WEBSITE_CONTENTAZUREFILECONNECTIONSTRING']) {
      expect(appSettings[name]).toBeUndefined()
    }
  })

  it('storage and telemetry are reached in one way only', () => {
    const names = Object.keys(appSettings)
    const byUri = names.filter((name) => name.startsWith('AzureWebJobsStorage__'))
    expect(byUri.length > 0).toBe(byIdentity)
    expect(names.includes('AzureWebJobsStorage')).toBe(!byIdentity)
    expect(names.includes('APPLICATIONINSIGHTS_AUTHENTICATION_STRING')).toBe(byIdentity)
    expect(run.only('applicationinsights:Component').inputs.disableLocalAuth).toBe(byIdentity)
  })

  it('roles are written with an identity alone, a key is a secret without', () => {
    const roles = run
      .ofType('authorization:RoleAssignment')
      .map(({ inputs }) => String(inputs.roleDefinitionId))
    const wanted = [
      'b7e6dc6d-f1e8-4753-8033-0f276bb0955b', // Storage Blob Data Owner
      '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3', // Storage Table Data Contributor
      '974c5e8b-45b9-4653-ba55-5f855dd0fb88', // Storage Queue Data Contributor, on the queue
      '974c5e8b-45b9-4653-ba55-5f855dd0fb88', // and on its poison queue
      '3913510d-42f4-4e42-8a64-420c390055eb', // Monitoring Metrics Publisher
    ]
    expect(roles.map((id) => id.split('/').at(-1)).sort()).toEqual(byIdentity ? wanted.sort() : [])
    expect(isSecret(run.only('web:WebApp').inputs.siteConfig)).toBe(!byIdentity)
  })

  it('the package is uploaded before the one before is deleted, which stays', () => {
    expect(run.only('storage:Blob').options).toMatchObject({
      deleteBeforeReplace: false,
      retainOnDelete: true,
    })
  })

  it('FTP and basic authentication are off where the plan has them', () => {
    const policies = [...run.ofType('web:WebAppFtpAllowed'), ...run.ofType('web:WebAppScmAllowed')]
    expect(policies.map(({ inputs }) => inputs.allow)).toEqual(isFlex ? [] : [false, false])
  })

  it('the package arrives by OneDeploy on Flex Consumption, by its URL and a sync of the triggers elsewhere', () => {
    expect(run.ofType('resources:Deployment')).toHaveLength(isFlex ? 1 : 0)
    const containers = run.ofType('storage:BlobContainer').map(({ inputs }) => inputs.containerName)
    expect(containers.includes('app-package')).toBe(isFlex)
    expect(run.calls.includes('azure-native:web:listWebAppSyncFunctionTriggers')).toBe(!isFlex)
  })
})

// Pulumi's wire format (pulumi/pulumi, sdk/go/common/resource)
function isSecret(value: unknown): boolean {
  return record(value)['4dabf18193072939515e22adb298388d'] === '1b47061264138c4ac30d75fd1eb44270'
}

function unwrapped(value: unknown): unknown {
  return isSecret(value) ? record(value).value : value
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
}
