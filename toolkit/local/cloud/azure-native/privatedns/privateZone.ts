import { text } from '../../provider/props.ts'
import { armId } from '../ids.ts'
import type { ResourceType } from '../resourceType.ts'
import { globalOnly } from './globalOnly.ts'

export const privateZone: ResourceType = {
  token: 'azure-native:privatedns:PrivateZone',
  nameInput: 'privateZoneName',
  autoName: 'random',
  replaceOn: ['resourceGroupName', 'location'],
  id: (inputs) => armId(inputs, 'Microsoft.Network/privateDnsZones', 'privateZoneName'),
  refusals: (inputs) => globalOnly(inputs, 'Microsoft.Network/privateDnsZones'),
  put: (inputs) => {
    // learn.microsoft.com/azure/dns/private-dns-privatednszone#restrictions
    if (!text(inputs, 'privateZoneName').includes('.')) {
      throw new Error('A private DNS zone has a name of two labels or more, like privatelink.example.')
    }
    return { type: 'Microsoft.Network/privateDnsZones', provisioningState: 'Succeeded' }
  },
  // learn.microsoft.com/azure/dns/private-dns-virtual-network-links: links go first
  remove: async ({ id }, { records }) => {
    const links = records.ofType('azure-native:privatedns:VirtualNetworkLink')
    if (!links.some((link) => link.id.startsWith(`${id}/virtualNetworkLinks/`))) return
    throw new Error(
      `CannotDeleteResource: Cannot delete resource while nested resources exist: the zone ${id} has virtual network links.`,
    )
  },
}
