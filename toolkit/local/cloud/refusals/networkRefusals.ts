import { child, type Props, text } from '../provider/props.ts'
import type { TestCloud } from '../testCloud.ts'
import { flexSite, inGroup, planOf, type RefusalCase, siteOn } from './refusalCase.ts'

const learn = 'learn.microsoft.com/azure'
const integration = `${learn}/azure-functions/functions-networking-options#virtual-network-integration`
const subnets = `${learn}/virtual-network/virtual-network-manage-subnet#add-a-subnet`
const closed = `${learn}/storage/common/storage-network-security`

/** What networks refuse, and what they keep an app from. */
export const networkRefusals: readonly RefusalCase[] = [
  {
    what: 'an address range with bits below its prefix',
    type: 'network:VirtualNetwork',
    source: `${learn}/virtual-network/manage-virtual-network`,
    says: 'InvalidCIDRNotation',
    inputs: () => ({ ...inGroup, addressSpace: { addressPrefixes: ['10.1.0.7/24'] } }),
  },
  {
    what: 'a subnet outside of the addresses of its network',
    type: 'network:Subnet',
    source: subnets,
    says: "NetcfgInvalidSubnet: Subnet 'app' is not valid in virtual network 'net'",
    inputs: (cloud) => subnetInputs(cloud, 'app', '10.2.0.0/25'),
  },
  {
    what: 'a subnet over another one',
    type: 'network:Subnet',
    source: subnets,
    says: "NetcfgSubnetRangesOverlap: Subnet 'other' is not valid",
    inputs: async (cloud) => {
      await cloud.create('network:Subnet', await subnetInputs(cloud, 'app', '10.1.0.0/25'))
      return subnetInputs(cloud, 'other', '10.1.0.64/26')
    },
  },
  {
    what: 'a private endpoint in a subnet that is delegated',
    type: 'network:PrivateEndpoint',
    source: `${learn}/private-link/disable-private-endpoint-network-policy`,
    says: 'PrivateEndpointCreationNotAllowedAsSubnetIsDelegated',
    inputs: async (cloud) => ({
      ...inGroup,
      subnet: { id: await subnet(cloud, 'Microsoft.App/environments') },
    }),
  },
  {
    what: 'a private DNS zone in a region',
    type: 'privatedns:PrivateZone',
    source: `${learn}/dns/private-dns-privatednszone`,
    says: "is not in a region. Set location: 'global'.",
    inputs: () => ({ ...inGroup, privateZoneName: 'privatelink.example', location: 'westeurope' }),
  },
  {
    what: 'an app on Consumption in a virtual network',
    type: 'web:WebApp',
    source: integration,
    says: 'Virtual network integration is not available on a Consumption plan (Y1).',
    inputs: async (cloud) => inSubnet(siteOn(await planOf(cloud, 'Y1')), await subnet(cloud)),
  },
  {
    what: 'an app on Flex Consumption in a subnet that is not delegated to its environments',
    type: 'web:WebApp',
    source: integration,
    says: 'has to be delegated to Microsoft.App/environments for an app on this plan.',
    inputs: async (cloud) => {
      const id = await subnet(cloud, 'Microsoft.Web/serverFarms')
      return inSubnet(flexSite(await planOf(cloud, 'FC1')), id)
    },
  },
  {
    what: 'an app outside of every network, on a storage account that takes nothing from the Internet',
    type: 'web:WebApp',
    source: closed,
    says: 'public network access is disabled, and the app is in no virtual network.',
    inputs: async (cloud) => siteOn(await planOf(cloud, 'EP1'), await closedStorage(cloud)),
  },
  {
    what: 'an app in a network without private endpoints of that account, or without their names',
    type: 'web:WebApp',
    source: `${learn}/storage/common/storage-private-endpoints`,
    says: 'its virtual network has no private endpoint with DNS for blob, queue, table.',
    inputs: async (cloud) => {
      const site = siteOn(await planOf(cloud, 'EP1'), await closedStorage(cloud))
      return inSubnet(site, await subnet(cloud, 'Microsoft.Web/serverFarms'))
    },
  },
  {
    what: 'closing a storage account that an app uses from outside of every network (Azure takes it)',
    type: 'storage:StorageAccount',
    source: closed,
    says: 'public network access is disabled, and the app is in no virtual network.',
    inputs: async (cloud) => {
      const account = { ...inGroup, accountName: 'stopen' }
      const { outputs } = await cloud.create('storage:StorageAccount', account)
      const setting = { AzureWebJobsStorage__blobServiceUri: blobEndpoint(outputs) }
      const inputs = siteOn('/plan', setting)
      cloud.services.records.put({ id: '/app', type: 'azure-native:web:WebApp', inputs, outputs: {} })
      return { ...account, publicNetworkAccess: 'Disabled' }
    },
  },
  {
    what: 'an upload from here into an account that takes nothing from the Internet',
    type: 'storage:Blob',
    source: closed,
    says: "AuthorizationFailure: the storage account 'stclosed' takes nothing from outside of its virtual network",
    inputs: async (cloud) => {
      await closedStorage(cloud)
      return { ...inGroup, accountName: 'stclosed', containerName: 'releases', blobName: 'b' }
    },
  },
]

async function subnetInputs(cloud: TestCloud, subnetName: string, addressPrefix: string): Promise<Props> {
  const virtualNetworkName = 'net'
  const addressSpace = { addressPrefixes: ['10.1.0.0/24'] }
  await cloud.create('network:VirtualNetwork', { ...inGroup, virtualNetworkName, addressSpace })
  return { ...inGroup, virtualNetworkName, subnetName, addressPrefix }
}

/** A subnet, delegated or not; answers with its id. */
async function subnet(cloud: TestCloud, serviceName?: string): Promise<string> {
  const delegations = serviceName ? [{ name: 'it', serviceName }] : []
  const inputs = await subnetInputs(cloud, 'app', '10.1.0.0/25')
  return (await cloud.create('network:Subnet', { ...inputs, delegations })).id
}

function inSubnet(site: Props, virtualNetworkSubnetId: string): Props {
  return { ...site, virtualNetworkSubnetId }
}

/** A closed account; answers with the app setting that names it. */
async function closedStorage(cloud: TestCloud): Promise<Record<string, string>> {
  const account = { ...inGroup, accountName: 'stclosed', publicNetworkAccess: 'Disabled' }
  const { outputs } = await cloud.create('storage:StorageAccount', account)
  return { AzureWebJobsStorage__blobServiceUri: blobEndpoint(outputs) }
}

function blobEndpoint(outputs: Props): string {
  return text(child(outputs, 'primaryEndpoints'), 'blob')
}
