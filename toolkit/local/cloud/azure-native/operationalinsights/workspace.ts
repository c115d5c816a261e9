import { randomUUID } from 'node:crypto'
import { armId } from '../ids.ts'
import type { ResourceType } from '../resourceType.ts'

/** Recorded only: logs of localhost go to the terminal. */
export const workspace: ResourceType = {
  token: 'azure-native:operationalinsights:Workspace',
  nameInput: 'workspaceName',
  autoName: 'random',
  replaceOn: ['resourceGroupName', 'location'],
  id: (inputs) => armId(inputs, 'Microsoft.OperationalInsights/workspaces', 'workspaceName'),
  put: (_inputs, _services, former) => ({
    type: 'Microsoft.OperationalInsights/workspaces',
    customerId: former?.outputs.customerId ?? randomUUID(),
    provisioningState: 'Succeeded',
  }),
}
