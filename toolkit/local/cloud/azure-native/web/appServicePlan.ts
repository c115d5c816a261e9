import { child, text } from '../../provider/props.ts'
import { armId } from '../ids.ts'
import type { ResourceType } from '../resourceType.ts'

export const appServicePlan: ResourceType = {
  token: 'azure-native:web:AppServicePlan',
  nameInput: 'name',
  autoName: 'random',
  replaceOn: ['resourceGroupName', 'location', 'kind', 'reserved'],
  id: (inputs) => armId(inputs, 'Microsoft.Web/serverfarms', 'name'),
  refusals: (inputs) => {
    const { name } = child(inputs, 'sku')
    return name === 'FC1' && inputs.reserved !== true
      ? [{ property: 'reserved', reason: 'Flex Consumption (FC1) runs on Linux only: set `reserved: true`.' }]
      : []
  },
  put: (inputs) => ({
    type: 'Microsoft.Web/serverfarms',
    numberOfSites: 0,
    status: 'Ready',
    provisioningState: 'Succeeded',
    sku: { ...child(inputs, 'sku'), name: text(child(inputs, 'sku'), 'name') },
  }),
}
