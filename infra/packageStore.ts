import { BlobContainer } from '@pulumi/azure-native/storage/blobContainer.js'
import { BlobServiceProperties } from '@pulumi/azure-native/storage/blobServiceProperties.js'
import { StorageAccount } from '@pulumi/azure-native/storage/storageAccount.js'
import * as storage from '@pulumi/azure-native/types/enums/storage/index.js'
import * as pulumi from '@pulumi/pulumi'
import { releaseContainerName } from './releaseContainer.ts'
import { softDelete, storageAccountArgs } from './storageAccountArgs.ts'

export interface PackageStoreArgs {
  readonly resourceGroupName: pulumi.Input<string>
  readonly accountName: pulumi.Input<string>
  readonly sku: string
  readonly protect: boolean
}

/**
 * A storage account for packages alone. azure-native uploads a blob with the account's key, so that an app whose own
 * storage is to do without keys keeps its packages here.
 */
export class PackageStore extends pulumi.ComponentResource {
  readonly account: StorageAccount
  readonly container: BlobContainer

  constructor(name: string, args: PackageStoreArgs, opts?: pulumi.ComponentResourceOptions) {
    super('custom-handler-stack:infra:PackageStore', name, {}, opts)
    const { resourceGroupName, accountName, sku, protect } = args
    const inComponent = { parent: this }
    this.account = new StorageAccount(
      'packages',
      storageAccountArgs({ resourceGroupName, accountName, sku, byKey: true, closed: false }),
      { ...inComponent, protect },
    )
    const place = { accountName: this.account.name, resourceGroupName }
    const blobService = new BlobServiceProperties(
      'packages-blob-service',
      { ...place, ...softDelete },
      inComponent,
    )
    this.container = new BlobContainer(
      releaseContainerName,
      { ...place, containerName: releaseContainerName, publicAccess: storage.PublicAccess.None },
      { ...inComponent, dependsOn: blobService, protect },
    )
    this.registerOutputs()
  }
}
