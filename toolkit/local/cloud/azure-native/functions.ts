import { type Props, text } from '../provider/props.ts'
import { type CloudServices, subscriptionId, tenantId } from '../services.ts'

type Invoke = (args: Props, services: CloudServices) => Props | Promise<Props>

/** The functions of azure-native that localhost answers, by token. */
export const functions = new Map<string, Invoke>([
  ['azure-native:authorization:getClientConfig', getClientConfig],
  ['azure-native:storage:listStorageAccountKeys', listStorageAccountKeys],
])

function getClientConfig(): Props {
  return { subscriptionId, tenantId, clientId: subscriptionId, objectId: subscriptionId }
}

function listStorageAccountKeys(args: Props, { storage }: CloudServices): Props {
  const access = storage.access(text(args, 'accountName'))
  if (access === undefined) {
    throw new Error(`ResourceNotFound: the storage account '${text(args, 'accountName')}' does not exist.`)
  }
  return { keys: [{ keyName: 'key1', permissions: 'Full', value: access.accountKey }] }
}
