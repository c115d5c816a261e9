import { getStorageAccount } from '@pulumi/azure-native/storage/getStorageAccount.js'
import { listStorageAccountKeys } from '@pulumi/azure-native/storage/listStorageAccountKeys.js'
import type { ReleaseStore } from '../toolkit/release/releaseStore.ts'

export const releaseContainerName = 'releases'

export interface ReleaseAccount {
  readonly resourceGroupName: string
  readonly accountName: string
}

/** The packages of this stack, opened with the account's key, as azure-native's storage.Blob opens it to upload one. */
export async function releaseContainer(account: ReleaseAccount): Promise<ReleaseStore> {
  const [{ primaryEndpoints }, { keys }] = await Promise.all([
    getStorageAccount(account),
    listStorageAccountKeys(account),
  ])
  // Loaded here, for those who come here: most previews do not, and it takes as long as much of the rest.
  const store = await import('../toolkit/release/releaseStore.ts')
  return new store.ReleaseStore({
    accountName: account.accountName,
    accountKey: keys[0]?.value ?? '',
    blobEndpoint: primaryEndpoints.blob,
    containerName: releaseContainerName,
  })
}
