import { beforeAll, describe, expect, it } from 'vitest'
import { Network, type NetworkArgs } from './network.ts'
import { type Asked, askedOf } from './testing/askedOf.ts'

const hub = '/subscriptions/s/resourceGroups/platform/providers/Microsoft.Network/virtualNetworks/hub'
const args: NetworkArgs = {
  resourceGroupName: 'rg',
  addressRange: '10.20.0.0/24',
  subnet: { name: 'snet-flex', delegation: 'Microsoft.App/environments', quarter: 0 },
  storageAccountId: '/mock/account',
  storageParts: [],
}
// azure-native's SDK adds these by itself
const networkDefaults = { enableDdosProtection: false, enableVmProtection: false }
const subnetDefaults = {
  privateEndpointNetworkPolicies: 'Disabled',
  privateLinkServiceNetworkPolicies: 'Enabled',
}
const runs: Record<'own' | 'existing', Asked[]> = { own: [], existing: [] }

beforeAll(async () => {
  const state = ({ name }: { name: string }) => ({ name: `${name}-name` })
  runs.own = await askedOf(() => new Network('network', args), state)
  runs.existing = await askedOf(() => new Network('network', { ...args, existingNetworkId: hub }), state)
})

const inputs = (run: keyof typeof runs, type: string, name: string) =>
  runs[run].find((resource) => resource.type === `azure-native:${type}` && resource.name === name)?.inputs

describe('a private network', () => {
  it('is a quarter for the app on each plan, one for private endpoints', () => {
    const inNetwork = { resourceGroupName: 'rg', virtualNetworkName: 'vnet-name' }
    expect(inputs('own', 'network:VirtualNetwork', 'vnet')).toEqual({
      resourceGroupName: 'rg',
      addressSpace: { addressPrefixes: ['10.20.0.0/24'] },
      ...networkDefaults,
    })
    expect(inputs('own', 'network:Subnet', 'snet-flex')).toEqual({
      ...inNetwork,
      addressPrefix: '10.20.0.0/26',
      delegations: [{ name: 'functions', serviceName: 'Microsoft.App/environments' }],
      ...subnetDefaults,
    })
    expect(inputs('own', 'network:Subnet', 'snet-endpoints')).toEqual({
      ...inNetwork,
      addressPrefix: '10.20.0.192/26',
      ...subnetDefaults,
    })
  })

  it.each(['blob', 'queue', 'table'])('leads to the %s service under its own name', (service) => {
    const group = { resourceGroupName: 'rg' }
    expect(inputs('own', 'network:PrivateEndpoint', `pep-${service}`)).toEqual({
      ...group,
      subnet: { ...subnetDefaults, id: '/mock/snet-endpoints' },
      privateLinkServiceConnections: [
        { name: `storage-${service}`, privateLinkServiceId: '/mock/account', groupIds: [service] },
      ],
    })
    expect(inputs('own', 'privatedns:PrivateZone', `dns-${service}`)).toEqual({
      ...group,
      location: 'global',
      privateZoneName: `privatelink.${service}.core.windows.net`,
    })
    expect(inputs('own', 'privatedns:VirtualNetworkLink', `dns-${service}-link`)).toEqual({
      ...group,
      location: 'global',
      privateZoneName: `dns-${service}-name`,
      registrationEnabled: false,
      virtualNetwork: { id: '/mock/vnet' },
    })
    expect(inputs('own', 'network:PrivateDnsZoneGroup', `pep-${service}-dns`)).toEqual({
      ...group,
      privateEndpointName: `pep-${service}-name`,
      privateDnsZoneGroupName: 'default',
      privateDnsZoneConfigs: [{ name: service, privateDnsZoneId: `/mock/dns-${service}` }],
    })
  })

  it('puts its subnets into an existing network, and asks nothing else of that', () => {
    const inNetwork = { resourceGroupName: 'platform', virtualNetworkName: 'hub' }
    expect(inputs('existing', 'network:Subnet', 'snet-flex')).toMatchObject(inNetwork)
    expect(inputs('existing', 'network:Subnet', 'snet-endpoints')).toMatchObject(inNetwork)
    expect(inputs('existing', 'network:PrivateEndpoint', 'pep-blob')).toMatchObject({
      resourceGroupName: 'rg',
    })
    expect(inputs('existing', 'privatedns:VirtualNetworkLink', 'dns-blob-link')).toMatchObject({
      virtualNetwork: { id: hub },
    })
    expect(inputs('existing', 'network:VirtualNetwork', 'vnet')).toBeUndefined()
    expect(inputs('existing', 'network:VirtualNetwork', 'existing-vnet')).toEqual({})
  })
})
