import { listStorageAccountKeysOutput } from '@pulumi/azure-native/storage/listStorageAccountKeys.js'
import type { StorageAccount } from '@pulumi/azure-native/storage/storageAccount.js'
import * as pulumi from '@pulumi/pulumi'

/**
 * A storage account's connection string with its key, a secret of the state. It names the services in full, so it holds
 * in every Azure cloud; clients take a string without a protocol for one with a SAS, so it has that as well.
 */
export function storageConnectionString(
  account: StorageAccount,
  resourceGroupName: pulumi.Input<string>,
): pulumi.Output<string> {
  const { keys } = listStorageAccountKeysOutput({ accountName: account.name, resourceGroupName })
  const { blob, queue, table } = account.primaryEndpoints
  const key = keys.apply(([first]) => first?.value ?? '')
  return pulumi.secret(
    pulumi.interpolate`DefaultEndpointsProtocol=https;AccountName=${account.name};AccountKey=${key};BlobEndpoint=${blob};QueueEndpoint=${queue};TableEndpoint=${table}`,
  )
}
