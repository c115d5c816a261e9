import { child, isUnknown, type Props, sameValue, text } from '../../provider/props.ts'
import type { CheckFailure } from '../../provider/provider.ts'
import { nameOf, storageAccountId } from '../ids.ts'
import type { ResourceType } from '../resourceType.ts'
import { requireNoAppByKey } from '../web/keyRefusals.ts'
import { requireNoAppOutside } from '../web/networkRefusals.ts'

export const storageAccount: ResourceType = {
  token: 'azure-native:storage:StorageAccount',
  nameInput: 'accountName',
  autoName: 'random',
  replaceOn: ['resourceGroupName', 'location', 'kind'],
  id: storageAccountId,
  refusals,
  put: async (inputs, services, former) => {
    if (former && inputs.publicNetworkAccess === 'Disabled') requireNoAppOutside(former, services)
    if (former && inputs.allowSharedKeyAccess === false) requireNoAppByKey(former, services)
    const { storage } = services
    const { endpoints } = await storage.addAccount(text(inputs, 'accountName'))
    return {
      type: 'Microsoft.Storage/storageAccounts',
      primaryEndpoints: endpoints,
      provisioningState: 'Succeeded',
    }
  },
  remove: ({ id }, { storage }) => storage.removeAccount(nameOf(id)),
  moved: (outputs, { storage }) => {
    const endpoints = storage.access(text(outputs, 'accountName'))?.endpoints
    return sameValue(endpoints, child(outputs, 'primaryEndpoints')) ? [] : ['primaryEndpoints']
  },
}

// Naming rule: learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftstorage
function refusals(inputs: Props): CheckFailure[] {
  const name = inputs.accountName
  if (isUnknown(name) || (typeof name === 'string' && /^[a-z0-9]{3,24}$/.test(name))) return []
  return [
    {
      property: 'accountName',
      reason: `'${name}' is not a valid storage account name: 3 to 24 characters, lower-case letters and digits only.`,
    },
  ]
}
