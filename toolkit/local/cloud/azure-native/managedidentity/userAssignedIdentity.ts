import { randomUUID } from 'node:crypto'
import { tenantId } from '../../services.ts'
import { armId } from '../ids.ts'
import type { ResourceType } from '../resourceType.ts'

export const userAssignedIdentity: ResourceType = {
  token: 'azure-native:managedidentity:UserAssignedIdentity',
  nameInput: 'resourceName',
  autoName: 'random',
  replaceOn: ['resourceGroupName', 'location'],
  id: (inputs) => armId(inputs, 'Microsoft.ManagedIdentity/userAssignedIdentities', 'resourceName'),
  put: (_inputs, _services, former) => ({
    type: 'Microsoft.ManagedIdentity/userAssignedIdentities',
    clientId: former?.outputs.clientId ?? randomUUID(),
    principalId: former?.outputs.principalId ?? randomUUID(),
    tenantId,
  }),
}
