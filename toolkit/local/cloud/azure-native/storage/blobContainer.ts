import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob'
import { isUnknown, type Props, text } from '../../provider/props.ts'
import type { CloudServices } from '../../services.ts'
import { storageAccountId } from '../ids.ts'
import type { ResourceType } from '../resourceType.ts'
import { accountOf, hasAccount } from './accountOf.ts'

export const blobContainer: ResourceType = {
  token: 'azure-native:storage:BlobContainer',
  nameInput: 'containerName',
  autoName: 'random',
  replaceOn: ['resourceGroupName', 'accountName'],
  id: (inputs) =>
    `${storageAccountId(inputs)}/blobServices/default/containers/${text(inputs, 'containerName')}`,
  // Naming rule: learn.microsoft.com/rest/api/storageservices/naming-and-referencing-containers--blobs--and-metadata
  refusals: ({ containerName: name }) =>
    isUnknown(name) || /^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$|^\$(root|web|logs)$/.test(String(name))
      ? []
      : [{ property: 'containerName', reason: `'${name}' is not a valid container name.` }],
  put: async (inputs, services) => {
    const container = await client(inputs, services)
    await container.createIfNotExists()
    return { type: 'Microsoft.Storage/storageAccounts/blobServices/containers' }
  },
  remove: async ({ inputs }, services) => {
    const container = await client(inputs, services)
    await container.deleteIfExists()
  },
  moved: async (outputs, services) => {
    if (!hasAccount(outputs, services)) return [] // the account comes first
    const container = await client(outputs, services)
    return (await container.exists()) ? [] : ['name']
  },
}

async function client(inputs: Props, services: CloudServices): Promise<ContainerClient> {
  const { connectionString } = await accountOf(inputs, services)
  return BlobServiceClient.fromConnectionString(connectionString).getContainerClient(
    text(inputs, 'containerName'),
  )
}
