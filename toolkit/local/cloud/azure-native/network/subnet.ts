import { child, isProps, list, type Props, sameValue, text } from '../../provider/props.ts'
import type { ResourceRecord } from '../../records.ts'
import type { CloudServices } from '../../services.ts'
import { armId } from '../ids.ts'
import type { ResourceType } from '../resourceType.ts'
import { type AddressRange, contains, overlaps, parseAddressRange } from './addressRange.ts'
import { requireUnused, usersOf } from './subnetUse.ts'

const token = 'azure-native:network:Subnet'

export const subnet: ResourceType = {
  token,
  nameInput: 'subnetName',
  autoName: 'random',
  replaceOn: ['resourceGroupName', 'virtualNetworkName'],
  id: (inputs) => `${networkId(inputs)}/subnets/${text(inputs, 'subnetName')}`,
  put: (inputs, services, former) => {
    requireFreeRange(inputs, services)
    requireSameDelegations(inputs, services, former)
    requireSameRange(inputs, services, former)
    return { type: 'Microsoft.Network/virtualNetworks/subnets', provisioningState: 'Succeeded' }
  },
  remove: async ({ id }, services) => requireUnused(id, services),
}

/** The services a subnet is delegated to, e.g. `Microsoft.App/environments`. */
export function delegationsOf(inputs: Props): string[] {
  return list(inputs, 'delegations')
    .filter(isProps)
    .map((delegation) => text(delegation, 'serviceName'))
}

function networkId(inputs: Props): string {
  return armId(inputs, 'Microsoft.Network/virtualNetworks', 'virtualNetworkName')
}

// learn.microsoft.com/azure/virtual-network/virtual-network-manage-subnet#add-a-subnet: a subnet's range lies within
// the address space of the network and does not overlap with another subnet's.
function requireFreeRange(inputs: Props, { records }: CloudServices): void {
  const network = records.get(networkId(inputs))
  const name = text(inputs, 'subnetName')
  if (network === undefined) {
    throw new Error(
      `ParentResourceNotFound: the virtual network '${text(inputs, 'virtualNetworkName')}' does not exist.`,
    )
  }
  const range = rangeOf(inputs)
  const space = list(child(network.inputs, 'addressSpace'), 'addressPrefixes').map(String)
  if (!space.some((prefix) => contains(parseAddressRange(prefix), range))) {
    throw new Error(
      `NetcfgInvalidSubnet: Subnet '${name}' is not valid in virtual network '${text(inputs, 'virtualNetworkName')}', ` +
        `whose address space is ${space.join(', ')}.`,
    )
  }
  const siblings = records.ofType(token).filter(({ id }) => id.startsWith(`${network.id}/subnets/`))
  const other = siblings
    .filter((sibling) => text(sibling.inputs, 'subnetName') !== name)
    .find((sibling) => overlaps(rangeOf(sibling.inputs), range))
  if (other) {
    throw new Error(
      `NetcfgSubnetRangesOverlap: Subnet '${name}' is not valid because its IP address range overlaps with that of ` +
        `an existing subnet '${text(other.inputs, 'subnetName')}'.`,
    )
  }
}

function rangeOf(inputs: Props): AddressRange {
  return parseAddressRange(text(inputs, 'addressPrefix'))
}

// learn.microsoft.com/azure/virtual-network/subnet-delegation-overview: not while resources use it
function requireSameDelegations(inputs: Props, services: CloudServices, former?: ResourceRecord): void {
  if (former === undefined || sameValue(delegationsOf(former.inputs), delegationsOf(inputs))) return
  const [user] = usersOf(former.id, services)
  if (user === undefined) return
  throw new Error(
    `SubnetDelegationsCannotChangeWhenSubnetUsedByResource: Delegations of subnet ${former.id} cannot be changed ` +
      `because it is being used by the resource ${user}.`,
  )
}

// learn.microsoft.com/azure/virtual-network/virtual-network-manage-subnet#change-subnet-settings: only without resources
function requireSameRange(inputs: Props, services: CloudServices, former?: ResourceRecord): void {
  if (former === undefined || text(former.inputs, 'addressPrefix') === text(inputs, 'addressPrefix')) return
  const [user] = usersOf(former.id, services)
  if (user === undefined) return
  throw new Error(
    `InUsePrefixCannotBeDeleted: IpPrefix ${text(former.inputs, 'addressPrefix')} of the subnet ${former.id} is in use ` +
      `by ${user} and cannot be changed.`,
  )
}
