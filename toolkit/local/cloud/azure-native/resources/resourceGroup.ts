import { resourceGroupId } from '../ids.ts'
import type { ResourceType } from '../resourceType.ts'

export const resourceGroup: ResourceType = {
  token: 'azure-native:resources:ResourceGroup',
  nameInput: 'resourceGroupName',
  autoName: 'random',
  replaceOn: ['location'],
  id: resourceGroupId,
  put: () => ({ type: 'Microsoft.Resources/resourceGroups', properties: { provisioningState: 'Succeeded' } }),
}
