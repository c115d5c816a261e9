import { child, list, type Props, text } from '../../provider/props.ts'
import type { CloudServices } from '../../services.ts'
import { armId } from '../ids.ts'
import type { ResourceType } from '../resourceType.ts'
import { contains, parseAddressRange } from './addressRange.ts'
import { requireUnused } from './subnetUse.ts'

/** Recorded only: on localhost everything reaches everything. What Azure refuses is refused. */
export const virtualNetwork: ResourceType = {
  token: 'azure-native:network:VirtualNetwork',
  nameInput: 'virtualNetworkName',
  autoName: 'random',
  replaceOn: ['resourceGroupName', 'location'],
  id,
  put: (inputs, services) => {
    requireRoomForSubnets(inputs, services)
    return { type: 'Microsoft.Network/virtualNetworks', provisioningState: 'Succeeded' }
  },
  remove: async (record, services) => requireUnused(`${record.id}/subnets/`, services),
}

function id(inputs: Props): string {
  return armId(inputs, 'Microsoft.Network/virtualNetworks', 'virtualNetworkName')
}

// learn.microsoft.com/azure/virtual-network/manage-virtual-network#add-or-remove-an-address-range: not one with subnets
function requireRoomForSubnets(inputs: Props, { records }: CloudServices): void {
  const prefixes = list(child(inputs, 'addressSpace'), 'addressPrefixes').map(String)
  const space = prefixes.map(parseAddressRange)
  for (const subnet of records.ofType('azure-native:network:Subnet')) {
    const prefix = text(subnet.inputs, 'addressPrefix')
    if (!subnet.id.startsWith(`${id(inputs)}/subnets/`)) continue
    if (space.some((range) => contains(range, parseAddressRange(prefix)))) continue
    throw new Error(
      `NetcfgInvalidSubnet: Subnet '${text(subnet.inputs, 'subnetName')}' (${prefix}) is not valid in virtual network ` +
        `'${text(inputs, 'virtualNetworkName')}', whose address space is to be ${prefixes.join(', ')}.`,
    )
  }
}
