import { BlobServiceClient, type BlockBlobClient } from '@azure/storage-blob'
import { assetPath, isUnknown, type Props, text } from '../../provider/props.ts'
import type { CloudServices } from '../../services.ts'
import { storageAccountId } from '../ids.ts'
import type { ResourceType } from '../resourceType.ts'
import { accountOf, hasAccount } from './accountOf.ts'

/** A blob uploaded by the provider itself, as azure-native does it: with the account key, not through ARM. */
export const blob: ResourceType = {
  token: 'azure-native:storage:Blob',
  nameInput: 'blobName',
  autoName: 'copy',
  replaceOn: ['resourceGroupName', 'accountName', 'containerName', 'type', 'source'],
  id,
  refusals: (inputs) =>
    inputs.source === undefined || isUnknown(inputs.source) || assetPath(inputs.source) !== undefined
      ? []
      : [
          {
            property: 'source',
            reason: 'localhost uploads file assets only: use `new pulumi.asset.FileAsset(path)`.',
          },
        ],
  requireAbsent,
  put: async (inputs, services, former) => {
    requireOpen(inputs, services)
    const client = await blobClient(inputs, services)
    const path = assetPath(inputs.source)
    if (path !== undefined && !(former && (await client.exists()))) {
      await client.uploadFile(path, { blobHTTPHeaders: { blobContentType: text(inputs, 'contentType') } })
    }
    return { url: decodeURIComponent(client.url) }
  },
  remove: async ({ inputs }, services) => {
    const client = await blobClient(inputs, services)
    await client.deleteIfExists()
  },
  moved: async (outputs, services) => {
    if (!hasAccount(outputs, services)) return [] // the account comes first
    const client = await blobClient(outputs, services)
    const there = await client.exists()
    return there && outputs.url === decodeURIComponent(client.url) ? [] : ['url']
  },
}

function id(inputs: Props): string {
  return `${storageAccountId(inputs)}/blobServices/default/containers/${text(inputs, 'containerName')}/blobs/${text(inputs, 'blobName')}`
}

// pulumi/pulumi-azure-native, provider.go: customCreate reads first. What an upload that was cut off left has no record.
async function requireAbsent(inputs: Props, services: CloudServices): Promise<void> {
  if (services.records.get(id(inputs)) === undefined || !hasAccount(inputs, services)) return
  if (!(await (await blobClient(inputs, services)).exists())) return
  throw new Error(`cannot create already existing resource "${id(inputs)}"`)
}

// learn.microsoft.com/azure/storage/common/storage-network-security: whoever uploads here is outside of every network
function requireOpen(inputs: Props, { records }: CloudServices): void {
  if (records.get(storageAccountId(inputs))?.inputs.publicNetworkAccess !== 'Disabled') return
  throw new Error(
    `AuthorizationFailure: the storage account '${text(inputs, 'accountName')}' takes nothing from outside of its ` +
      'virtual network, so nothing can be uploaded to it from here.',
  )
}

async function blobClient(inputs: Props, services: CloudServices): Promise<BlockBlobClient> {
  const { connectionString } = await accountOf(inputs, services)
  return BlobServiceClient.fromConnectionString(connectionString)
    .getContainerClient(text(inputs, 'containerName'))
    .getBlockBlobClient(text(inputs, 'blobName'))
}
