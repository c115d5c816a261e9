import { getStorageAccount } from '@pulumi/azure-native/storage/getStorageAccount.js'
import { listStorageAccountServiceSAS } from '@pulumi/azure-native/storage/listStorageAccountServiceSAS.js'
import * as storage from '@pulumi/azure-native/types/enums/storage/index.js'
import type * as pulumi from '@pulumi/pulumi'
import { packagePath } from '../toolkit/release/release.ts'
import { known } from './known.ts'
import { type ReleaseAccount, releaseContainerName } from './releaseContainer.ts'
import type { StorageLocation } from './storageLocation.ts'

export interface KeptPackage extends StorageLocation {
  readonly hash: pulumi.Output<string>
}

/**
 * Whether a package of this content was uploaded before, as after `git revert`: azure-native refuses to create a blob
 * that exists. False where nobody can tell yet.
 */
export async function isKept(args: KeptPackage): Promise<boolean> {
  const [resourceGroupName, accountName, hash] = await Promise.all([
    known(args.resourceGroupName),
    known(args.accountName),
    known(args.hash),
  ])
  if (resourceGroupName === undefined || accountName === undefined || hash === undefined) return false
  return isThere({ resourceGroupName, accountName }, packagePath(hash)).catch(() => false)
}

async function isThere(account: ReleaseAccount, path: string): Promise<boolean> {
  const [{ primaryEndpoints }, { serviceSasToken }] = await Promise.all([
    getStorageAccount(account),
    listStorageAccountServiceSAS({
      ...account,
      canonicalizedResource: `/blob/${account.accountName}/${releaseContainerName}/${path}`,
      resource: storage.SignedResource.B,
      permissions: storage.Permissions.R,
      sharedAccessExpiryTime: new Date(Date.now() + 3_600_000).toISOString().replace(/\.\d+/, ''),
      keyToSign: 'key1',
    }),
  ])
  const url = `${primaryEndpoints.blob}${releaseContainerName}/${path}?${serviceSasToken}`
  return (await fetch(url, { method: 'HEAD' })).ok
}
