import { isProps, list, text } from '../../provider/props.ts'
import { armId } from '../ids.ts'
import type { ResourceType } from '../resourceType.ts'

/** The records of a private endpoint in private DNS zones. */
export const privateDnsZoneGroup: ResourceType = {
  token: 'azure-native:network:PrivateDnsZoneGroup',
  nameInput: 'privateDnsZoneGroupName',
  autoName: 'random',
  replaceOn: ['resourceGroupName', 'privateEndpointName'],
  id: (inputs) => {
    const endpoint = armId(inputs, 'Microsoft.Network/privateEndpoints', 'privateEndpointName')
    return `${endpoint}/privateDnsZoneGroups/${text(inputs, 'privateDnsZoneGroupName')}`
  },
  put: (inputs, { records }) => {
    const endpoint = armId(inputs, 'Microsoft.Network/privateEndpoints', 'privateEndpointName')
    if (records.get(endpoint) === undefined) {
      throw new Error(`ParentResourceNotFound: the private endpoint ${endpoint} does not exist.`)
    }
    for (const zone of list(inputs, 'privateDnsZoneConfigs').filter(isProps)) {
      const id = text(zone, 'privateDnsZoneId')
      if (records.get(id) === undefined) {
        throw new Error(`InvalidResourceReference: the private DNS zone ${id} does not exist.`)
      }
    }
    return { type: 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups', provisioningState: 'Succeeded' }
  },
}
