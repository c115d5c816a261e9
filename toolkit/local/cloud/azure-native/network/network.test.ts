import { describe, expect, it } from 'vitest'
import { openTestCloud, type TestCloud } from '../../testCloud.ts'

const inGroup = { resourceGroupName: 'rg' }
const networkId =
  '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/net'

async function network() {
  const cloud = await openTestCloud()
  const addressSpace = { addressPrefixes: ['10.1.0.0/24'] }
  await cloud.create('network:VirtualNetwork', { ...inGroup, virtualNetworkName: 'net', addressSpace })
  const subnet = (subnetName: string, addressPrefix: string, more = {}) =>
    cloud.create('network:Subnet', {
      ...inGroup,
      virtualNetworkName: 'net',
      subnetName,
      addressPrefix,
      ...more,
    })
  return { cloud, subnet }
}

const delegatedTo = (serviceName: string) => ({ delegations: [{ name: 'it', serviceName }] })
const endpoint = ({ create }: TestCloud, subnetId: string, target: string, groupIds = ['blob']) =>
  create('network:PrivateEndpoint', {
    ...inGroup,
    privateEndpointName: `st-${groupIds[0]}`,
    subnet: { id: subnetId },
    privateLinkServiceConnections: [{ name: 'it', privateLinkServiceId: target, groupIds }],
  })
const remove = ({ provider }: TestCloud, type: string, id: string) =>
  provider.remove(`azure-native:${type}`, id)

describe('a virtual network', () => {
  it.each([
    ['10.1.0.0', "InvalidAddressPrefixFormat: '10.1.0.0' is not an address prefix like 10.0.0.0/24."],
    ['10.1.0.0/33', "InvalidAddressPrefixFormat: '10.1.0.0/33' is not"],
    ['ten/24', "InvalidAddressPrefixFormat: 'ten/24' is not"],
    [
      '10.1.0.7/24',
      'InvalidCIDRNotation: for the prefix length of 10.1.0.7/24, the address prefix should be 10.1.0.0/24.',
    ],
  ])('does not take %s', async (prefix, reason) => {
    const { create } = await openTestCloud()
    const addressSpace = { addressPrefixes: [prefix] }
    await expect(create('network:VirtualNetwork', { ...inGroup, addressSpace })).rejects.toThrow(reason)
  })

  it('keeps the addresses that its subnets have', async () => {
    const { cloud, subnet } = await network()
    await subnet('app', '10.1.0.0/25')
    const addressSpace = { addressPrefixes: ['10.2.0.0/24'] }
    await expect(
      cloud.create('network:VirtualNetwork', { ...inGroup, virtualNetworkName: 'net', addressSpace }),
    ).rejects.toThrow(
      "NetcfgInvalidSubnet: Subnet 'app' (10.1.0.0/25) is not valid in virtual network 'net', whose address space is to be 10.2.0.0/24.",
    )
  })

  it('stays while a subnet of it is in use', async () => {
    const { cloud, subnet } = await network()
    const { id } = await subnet('endpoints', '10.1.0.0/25')
    const account = await cloud.create('storage:StorageAccount', { ...inGroup, accountName: 'st1' })
    const used = await endpoint(cloud, id, account.id)
    const refusal = `InUseSubnetCannotBeDeleted: Subnet ${id} is in use by ${used.id} and cannot be deleted.`
    await expect(remove(cloud, 'network:VirtualNetwork', networkId)).rejects.toThrow(refusal)
    await expect(remove(cloud, 'network:Subnet', id)).rejects.toThrow(refusal)
    await remove(cloud, 'network:PrivateEndpoint', used.id)
    await remove(cloud, 'network:Subnet', id)
    await remove(cloud, 'network:VirtualNetwork', networkId)
    expect(cloud.services.records.get(networkId)).toBeUndefined()
  })
})

describe('a subnet', () => {
  it('lies within its network, beside the others', async () => {
    const { subnet } = await network()
    await subnet('app', '10.1.0.0/25')
    await expect(subnet('outside', '10.2.0.0/25')).rejects.toThrow(
      "NetcfgInvalidSubnet: Subnet 'outside' is not valid in virtual network 'net', whose address space is 10.1.0.0/24.",
    )
    await expect(subnet('over', '10.1.0.64/26')).rejects.toThrow(
      "NetcfgSubnetRangesOverlap: Subnet 'over' is not valid because its IP address range overlaps with that of an existing subnet 'app'.",
    )
    expect(await subnet('beside', '10.1.0.128/25')).toMatchObject({ id: `${networkId}/subnets/beside` })
    expect(await subnet('app', '10.1.0.0/26')).toMatchObject({ id: `${networkId}/subnets/app` })
  })

  it('has a network', async () => {
    const { create } = await openTestCloud()
    const inputs = { ...inGroup, virtualNetworkName: 'nowhere', addressPrefix: '10.1.0.0/25' }
    await expect(create('network:Subnet', inputs)).rejects.toThrow(
      "ParentResourceNotFound: the virtual network 'nowhere' does not exist.",
    )
  })

  it('keeps its addresses while an app is in it', async () => {
    const { cloud, subnet } = await network()
    const { id } = await subnet('app', '10.1.0.0/25')
    const inputs = { ...inGroup, name: 'f', virtualNetworkSubnetId: id }
    cloud.services.records.put({ id: '/app', type: 'azure-native:web:WebApp', inputs, outputs: {} })
    await expect(subnet('app', '10.1.0.0/26')).rejects.toThrow(
      `InUsePrefixCannotBeDeleted: IpPrefix 10.1.0.0/25 of the subnet ${id} is in use by /app and cannot be changed.`,
    )
  })

  it('keeps its delegation while an app is in it', async () => {
    const { cloud, subnet } = await network()
    const { id } = await subnet('app', '10.1.0.0/25', delegatedTo('Microsoft.Web/serverFarms'))
    const inputs = { ...inGroup, name: 'f', virtualNetworkSubnetId: id }
    cloud.services.records.put({ id: '/app', type: 'azure-native:web:WebApp', inputs, outputs: {} })
    await expect(subnet('app', '10.1.0.0/25', delegatedTo('Microsoft.App/environments'))).rejects.toThrow(
      `SubnetDelegationsCannotChangeWhenSubnetUsedByResource: Delegations of subnet ${id} cannot be changed because it is being used by the resource /app.`,
    )
  })
})

describe('a private endpoint', () => {
  it('is in a subnet that is delegated to nobody', async () => {
    const { cloud, subnet } = await network()
    const { id } = await subnet('app', '10.1.0.0/25', delegatedTo('Microsoft.App/environments'))
    await expect(endpoint(cloud, id, '/account')).rejects.toThrow(
      `PrivateEndpointCreationNotAllowedAsSubnetIsDelegated: the subnet ${id} is delegated to Microsoft.App/environments.`,
    )
    await expect(endpoint(cloud, `${id}2`, '/account')).rejects.toThrow(
      `InvalidResourceReference: the subnet ${id}2 does not exist.`,
    )
  })

  it('leads to one part of a storage account that exists', async () => {
    const { cloud, subnet } = await network()
    const { id } = await subnet('endpoints', '10.1.0.0/25')
    await expect(endpoint(cloud, id, '/nowhere')).rejects.toThrow(
      'InvalidResourceReference: /nowhere does not exist.',
    )
    const account = await cloud.create('storage:StorageAccount', { ...inGroup, accountName: 'st1' })
    await expect(endpoint(cloud, id, account.id, ['blobs'])).rejects.toThrow("not for 'blobs'.")
    await expect(endpoint(cloud, id, account.id, ['blob', 'queue'])).rejects.toThrow("not for 'blob, queue'.")
  })

  it('has DNS only where it and the zone exist', async () => {
    const { create } = await openTestCloud()
    const inputs = {
      ...inGroup,
      privateEndpointName: 'e',
      privateDnsZoneConfigs: [{ privateDnsZoneId: '/zone' }],
    }
    await expect(create('network:PrivateDnsZoneGroup', inputs)).rejects.toThrow('ParentResourceNotFound')
  })
})

describe('a private DNS zone', () => {
  const zone = { ...inGroup, privateZoneName: 'privatelink.blob.core.windows.net', location: 'global' }
  const link = (name: string, resourceGroupName = 'rg') => ({
    resourceGroupName,
    privateZoneName: zone.privateZoneName,
    virtualNetworkLinkName: name,
    location: 'Global',
    virtualNetwork: { id: networkId },
  })

  it('is in no region, nor are its links', async () => {
    const { create } = await openTestCloud()
    for (const type of ['privatedns:PrivateZone', 'privatedns:VirtualNetworkLink']) {
      await expect(create(type, { ...link('l'), ...zone, location: 'westeurope' })).rejects.toThrow(
        "is not in a region. Set location: 'global'.",
      )
    }
  })

  it('has a name of two labels', async () => {
    const { create } = await openTestCloud()
    await expect(create('privatedns:PrivateZone', { ...zone, privateZoneName: 'local' })).rejects.toThrow(
      'A private DNS zone has a name of two labels or more',
    )
  })

  it('stays while a network is linked to it', async () => {
    const { cloud } = await network()
    const { id } = await cloud.create('privatedns:PrivateZone', zone)
    const linked = await cloud.create('privatedns:VirtualNetworkLink', link('l'))
    await expect(remove(cloud, 'privatedns:PrivateZone', id)).rejects.toThrow('CannotDeleteResource')
    await remove(cloud, 'privatedns:VirtualNetworkLink', linked.id)
    await remove(cloud, 'privatedns:PrivateZone', id)
    expect(cloud.services.records.get(id)).toBeUndefined()
  })

  it('is the only one of its name in a network', async () => {
    const { cloud } = await network()
    await cloud.create('privatedns:PrivateZone', zone)
    await cloud.create('privatedns:VirtualNetworkLink', link('l'))
    await cloud.create('privatedns:PrivateZone', { ...zone, resourceGroupName: 'rg2' })
    await expect(cloud.create('privatedns:VirtualNetworkLink', link('l', 'rg2'))).rejects.toThrow(
      'A virtual network cannot be linked to multiple zones with overlapping namespaces',
    )
  })

  it('is linked to a network that exists', async () => {
    const { create } = await openTestCloud()
    await create('privatedns:PrivateZone', zone)
    await expect(create('privatedns:VirtualNetworkLink', link('l'))).rejects.toThrow(
      `ResourceNotFound: ${networkId} does not exist.`,
    )
  })
})
