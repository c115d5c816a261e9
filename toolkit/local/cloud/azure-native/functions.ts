import { createHash } from 'node:crypto'
import { type Props, text } from '../provider/props.ts'
import type { Records, ResourceRecord } from '../records.ts'
import { type CloudServices, subscriptionId, tenantId } from '../services.ts'
import { appSettings } from '../sites/appSettings.ts'
import { signBlob } from '../storage/signBlob.ts'
import type { StorageAccess } from '../storage/storageAccess.ts'
import { storageAccountId } from './ids.ts'

type Invoke = (args: Props, services: CloudServices) => Props | Promise<Props>

/** The functions of azure-native that localhost answers, by token. */
export const functions = new Map<string, Invoke>([
  ['azure-native:authorization:getClientConfig', getClientConfig],
  ['azure-native:storage:getStorageAccount', getStorageAccount],
  ['azure-native:storage:listStorageAccountKeys', listStorageAccountKeys],
  ['azure-native:storage:listStorageAccountServiceSAS', listStorageAccountServiceSas],
  ['azure-native:web:getWebApp', getWebApp],
  ['azure-native:web:listWebAppApplicationSettings', listWebAppApplicationSettings],
  ['azure-native:web:listWebAppHostKeys', listWebAppHostKeys],
  ['azure-native:web:listWebAppSyncFunctionTriggers', syncFunctionTriggers],
])

function getClientConfig(): Props {
  return { subscriptionId, tenantId, clientId: subscriptionId, objectId: subscriptionId }
}

function getStorageAccount(args: Props, { records, storage }: CloudServices): Props {
  const account = records.get(storageAccountId(args))
  const access = storage.access(text(args, 'accountName'))
  // The ports may be others than when the account was last written.
  if (account && access) return { ...account.outputs, primaryEndpoints: access.endpoints }
  throw new Error(`ResourceNotFound: the storage account '${text(args, 'accountName')}' does not exist.`)
}

function listStorageAccountKeys(args: Props, services: CloudServices): Props {
  return { keys: [{ keyName: 'key1', permissions: 'Full', value: account(args, services).accountKey }] }
}

async function listStorageAccountServiceSas(args: Props, services: CloudServices): Promise<Props> {
  await services.storage.ready() // it is going to be used
  const serviceSasToken = signBlob(account(args, services), {
    canonicalizedResource: text(args, 'canonicalizedResource'),
    permissions: text(args, 'permissions'),
    expiry: text(args, 'sharedAccessExpiryTime'),
  })
  return { serviceSasToken }
}

function getWebApp(args: Props, { records }: CloudServices): Props {
  return siteOf(text(args, 'name'), records).outputs
}

function listWebAppApplicationSettings(args: Props, { records }: CloudServices): Props {
  return { properties: appSettings(siteOf(text(args, 'name'), records).inputs) }
}

/** Served by the host, which has a key for Event Grid once it has loaded a blob trigger. */
function listWebAppHostKeys(args: Props, { sites }: CloudServices): Props {
  const name = text(args, 'name')
  const functions = sites.functions(name)
  if (functions.length === 0) throw new Error(`BadRequest: the host of the app '${name}' does not run.`)
  const key = (purpose: string) => createHash('sha256').update(`${name} ${purpose}`).digest('base64url')
  const hasBlobTrigger = functions.some(({ bindings }) =>
    bindings.some(({ type }) => /^blobTrigger$/i.test(type)),
  )
  return {
    masterKey: key('master'),
    functionKeys: { default: key('default') },
    systemKeys: hasBlobTrigger ? { blobs_extension: key('blobs') } : {},
  }
}

/** A host that does not run cannot be told of new triggers; one that runs here knows them already. */
function syncFunctionTriggers(args: Props, { records, sites }: CloudServices): Props {
  const name = text(args, 'name')
  siteOf(name, records)
  const failure = sites.failures().find((line) => line.startsWith(`${name}: `))
  if (failure) throw new Error(`BadRequest: the triggers cannot be synced, the host does not run. ${failure}`)
  return {}
}

function siteOf(name: string, records: Records): ResourceRecord {
  const site = records.ofType('azure-native:web:WebApp').find(({ inputs }) => inputs.name === name)
  if (site !== undefined) return site
  throw new Error(`ResourceNotFound: the app '${name}' does not exist.`)
}

function account(args: Props, { storage }: CloudServices): StorageAccess {
  const access = storage.access(text(args, 'accountName'))
  if (access !== undefined) return access
  throw new Error(`ResourceNotFound: the storage account '${text(args, 'accountName')}' does not exist.`)
}
