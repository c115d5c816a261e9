import { storageAccountId } from '../ids.ts'
import type { ResourceType } from '../resourceType.ts'

/** Soft delete and the like: recorded, Azurite has none of it. */
export const blobServiceProperties: ResourceType = {
  token: 'azure-native:storage:BlobServiceProperties',
  nameInput: 'blobServicesName',
  autoName: 'copy',
  replaceOn: ['resourceGroupName', 'accountName'],
  id: (inputs) => `${storageAccountId(inputs)}/blobServices/default`,
  put: () => ({ type: 'Microsoft.Storage/storageAccounts/blobServices' }),
}
