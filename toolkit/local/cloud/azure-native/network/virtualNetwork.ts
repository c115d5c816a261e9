import { child, list } from '../../provider/props.ts'
import { armId } from '../ids.ts'
import type { ResourceType } from '../resourceType.ts'
import { parseAddressRange } from './addressRange.ts'
import { requireUnused } from './subnetUse.ts'

/** Recorded only: on localhost everything reaches everything. What Azure refuses is refused. */
export const virtualNetwork: ResourceType = {
  token: 'azure-native:network:VirtualNetwork',
  nameInput: 'virtualNetworkName',
  autoName: 'random',
  replaceOn: ['resourceGroupName', 'location'],
  id: (inputs) => armId(inputs, 'Microsoft.Network/virtualNetworks', 'virtualNetworkName'),
  put: (inputs) => {
    for (const prefix of list(child(inputs, 'addressSpace'), 'addressPrefixes')) {
      parseAddressRange(String(prefix))
    }
    return { type: 'Microsoft.Network/virtualNetworks', provisioningState: 'Succeeded' }
  },
  remove: async ({ id }, services) => requireUnused(`${id}/subnets/`, services),
}
