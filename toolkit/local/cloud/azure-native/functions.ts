import { type Props, text } from '../provider/props.ts'
import { type CloudServices, subscriptionId, tenantId } from '../services.ts'
import { storageAccountId } from './ids.ts'

type Invoke = (args: Props, services: CloudServices) => Props | Promise<Props>

/** The functions of azure-native that localhost answers, by token. */
export const functions = new Map<string, Invoke>([
  ['azure-native:authorization:getClientConfig', getClientConfig],
  ['azure-native:storage:getStorageAccount', getStorageAccount],
  ['azure-native:storage:listStorageAccountKeys', listStorageAccountKeys],
])

function getClientConfig(): Props {
  return { subscriptionId, tenantId, clientId: subscriptionId, objectId: subscriptionId }
}

function getStorageAccount(args: Props, { records }: CloudServices): Props {
  const account = records.get(storageAccountId(args))
  if (account !== undefined) return account.outputs
  throw new Error(`ResourceNotFound: the storage account '${text(args, 'accountName')}' does not exist.`)
}

function listStorageAccountKeys(args: Props, { storage }: CloudServices): Props {
  const access = storage.access(text(args, 'accountName'))
  if (access === undefined) {
    throw new Error(`ResourceNotFound: the storage account '${text(args, 'accountName')}' does not exist.`)
  }
  return { keys: [{ keyName: 'key1', permissions: 'Full', value: access.accountKey }] }
}
