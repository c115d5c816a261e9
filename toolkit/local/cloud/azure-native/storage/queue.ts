import { type QueueClient, QueueServiceClient } from '@azure/storage-queue'
import { isUnknown, type Props, text } from '../../provider/props.ts'
import type { CloudServices } from '../../services.ts'
import { storageAccountId } from '../ids.ts'
import type { ResourceType } from '../resourceType.ts'
import { accountOf, hasAccount } from './accountOf.ts'

export const queue: ResourceType = {
  token: 'azure-native:storage:Queue',
  nameInput: 'queueName',
  autoName: 'random',
  replaceOn: ['resourceGroupName', 'accountName'],
  id: (inputs) => `${storageAccountId(inputs)}/queueServices/default/queues/${text(inputs, 'queueName')}`,
  // Naming rule: learn.microsoft.com/rest/api/storageservices/naming-queues-and-metadata
  refusals: ({ queueName: name }) =>
    isUnknown(name) || /^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$/.test(String(name))
      ? []
      : [{ property: 'queueName', reason: `'${name}' is not a valid queue name.` }],
  put: async (inputs, services) => {
    const queueClient = await client(inputs, services)
    await queueClient.createIfNotExists()
    return { type: 'Microsoft.Storage/storageAccounts/queueServices/queues' }
  },
  remove: async ({ inputs }, services) => {
    const queueClient = await client(inputs, services)
    await queueClient.deleteIfExists()
  },
  moved: async (outputs, services) => {
    if (!hasAccount(outputs, services)) return [] // the account comes first
    const queueClient = await client(outputs, services)
    return (await queueClient.exists()) ? [] : ['name']
  },
}

async function client(inputs: Props, services: CloudServices): Promise<QueueClient> {
  const { connectionString } = await accountOf(inputs, services)
  return QueueServiceClient.fromConnectionString(connectionString).getQueueClient(text(inputs, 'queueName'))
}
