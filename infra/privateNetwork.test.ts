import { beforeAll, describe, expect, it } from 'vitest'
import { parseSettings } from './parseSettings.ts'
import { type ProgramRun, runProgram } from './testing/program.ts'

const separate = { 'app:network': 'private', 'app:packageStore': 'separate' }
const vnet = '/mock/azure-native:network'

describe.each([
  ['flex', 'Microsoft.App/environments', '10.20.0.0/26'],
  ['premium', 'Microsoft.Web/serverFarms', '10.20.0.64/26'],
  ['dedicated', 'Microsoft.Web/serverFarms', '10.20.0.128/26'],
])('a private network on plan %s', (plan, delegation, addressPrefix) => {
  let run: ProgramRun
  beforeAll(async () => {
    run = await runProgram({ ...separate, 'app:plan': plan })
  })

  it('sends all that the app sends through its subnet', () => {
    expect(run.only('web:WebApp').inputs).toMatchObject({
      virtualNetworkSubnetId: `${vnet}:Subnet/snet-${plan}`,
      outboundVnetRouting: { allTraffic: true },
    })
    const app = run.ofType('network:Subnet').find(({ name }) => name === `snet-${plan}`)
    expect(app?.inputs).toMatchObject({ addressPrefix, delegations: [{ serviceName: delegation }] })
  })

  it('closes the storage of the app to everything else', () => {
    const account = run.ofType('storage:StorageAccount').find(({ name }) => name === 'storage')
    expect(account?.inputs).toMatchObject({
      publicNetworkAccess: 'Disabled',
      networkRuleSet: { defaultAction: 'Deny', bypass: 'AzureServices' },
    })
  })

  it('has private endpoints for what the host uses, before the app', () => {
    const endpoints = run.ofType('network:PrivateEndpoint').map(({ name }) => name)
    expect(endpoints.sort()).toEqual(['pep-blob', 'pep-queue', 'pep-table'])
    const order = run.asked.map(({ type }) => type)
    expect(order.lastIndexOf('azure-native:network:PrivateDnsZoneGroup')).toBeLessThan(
      order.indexOf('azure-native:web:WebApp'),
    )
  })

  it('lets the runtime say when to scale, where the plan scales by what it cannot see', () => {
    const { siteConfig } = run.only('web:WebApp').inputs
    if (plan === 'premium') {
      expect(siteConfig).toMatchObject({ functionsRuntimeScaleMonitoringEnabled: true })
    } else expect(siteConfig).not.toHaveProperty('functionsRuntimeScaleMonitoringEnabled')
  })
})

describe('a public app that becomes a private one', () => {
  const access = async (virtualNetworkSubnetId: string | undefined) => {
    const live = { 'azure-native:web:getWebApp': { name: 'func', virtualNetworkSubnetId } }
    const run = await runProgram(separate, live)
    const account = run.ofType('storage:StorageAccount').find(({ name }) => name === 'storage')
    expect(run.only('web:WebApp').inputs).toHaveProperty('virtualNetworkSubnetId')
    return account?.inputs.publicNetworkAccess
  }

  it('keeps its storage until it is in the network', async () => {
    expect(await access(undefined)).toBe('Enabled')
    expect(await access('')).toBe('Enabled')
  })

  it('has its storage closed from then on', async () => {
    expect(await access('/subnets/snet-flex')).toBe('Disabled')
  })
})

describe('a public network', () => {
  it('creates no network, and says that the account is open', async () => {
    const run = await runProgram()
    expect(run.asked.filter(({ type }) => /:(network|privatedns):/.test(type))).toEqual([])
    expect(run.only('web:WebApp').inputs).not.toHaveProperty('virtualNetworkSubnetId')
    expect(run.only('storage:StorageAccount').inputs).toMatchObject({
      publicNetworkAccess: 'Enabled',
      networkRuleSet: { defaultAction: 'Allow', bypass: 'AzureServices' },
    })
  })
})

describe('refused:', () => {
  it.each([
    [
      { 'app:network': 'private' },
      'app:network and app:packageStore: nothing can be uploaded into a storage account that takes nothing from outside of its network. Set app:packageStore to separate, which keeps packages in an account of their own.',
    ],
    [
      { ...separate, 'app:plan': 'consumption' },
      'app:network is "private": allowed on plan consumption is public.',
    ],
    [
      { 'app:networkAddressRange': '10.20.0.0' },
      'app:networkAddressRange is "10.20.0.0": it has to be a range of IPv4 addresses like 10.20.0.0/24.',
    ],
    [
      { 'app:networkAddressRange': '10.20.0.9/24' },
      'app:networkAddressRange is "10.20.0.9/24": it has to begin at the first address of the range.',
    ],
    [
      { 'app:networkAddressRange': '10.20.0.0/27' },
      'app:networkAddressRange is "10.20.0.0/27": it has to be a range between a /8 and a /26.',
    ],
  ])('%j', (config, message) => {
    expect(() => parseSettings(config)).toThrow(message)
  })
})
