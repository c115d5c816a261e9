import { Blob } from '@pulumi/azure-native/storage/blob.js'
import type { BlobContainer } from '@pulumi/azure-native/storage/blobContainer.js'
import type { StorageAccount } from '@pulumi/azure-native/storage/storageAccount.js'
import * as storage from '@pulumi/azure-native/types/enums/storage/index.js'
import * as pulumi from '@pulumi/pulumi'
import { packagePath } from '../toolkit/release/release.ts'
import type { PackageZip } from './packageZip.ts'
import type { StoredRelease } from './plans/plan.ts'

export interface PackageArgs {
  readonly resourceGroupName: pulumi.Input<string>
  readonly account: StorageAccount
  readonly container: BlobContainer
  readonly zip: PackageZip
  /** Whether the account has this package already. */
  readonly isKept: boolean
}

/**
 * A package, kept in the storage account under the hash of its content. While one of before is in service, the
 * resource stays as it is: only what names the package in service changes.
 */
export class Package extends pulumi.ComponentResource {
  readonly blob: Blob
  /** SHA-256 of the zip that `blob` holds. */
  readonly held: pulumi.Output<string>
  readonly stored: StoredRelease

  constructor(name: string, args: PackageArgs, opts?: pulumi.ComponentResourceOptions) {
    super('custom-handler-stack:infra:Package', name, {}, opts)
    const { hash, file } = args.zip
    this.blob = new Blob(
      'package',
      {
        accountName: args.account.name,
        resourceGroupName: args.resourceGroupName,
        containerName: args.container.name,
        blobName: hash.apply(packagePath),
        type: storage.BlobType.Block,
        contentType: 'application/zip',
        source: file.apply((path) => new pulumi.asset.FileAsset(path)),
      },
      {
        parent: this,
        deleteBeforeReplace: false, // azure-native would delete the running package before the new one is there
        retainOnDelete: true, // earlier packages stay: each can be deployed again
        ignoreChanges: args.isKept ? ['blobName', 'source'] : [],
      },
    )
    this.held = this.blob.name.apply((path) => path.split('/')[0] ?? '')
    const { account, container, resourceGroupName } = args
    this.stored = {
      resourceGroupName,
      accountName: account.name,
      storageAccountId: account.id,
      releasesUrl: pulumi.interpolate`${account.primaryEndpoints.blob}${container.name}`,
      canonicalReleases: pulumi.interpolate`/blob/${account.name}/${container.name}`,
      release: hash,
    }
    this.registerOutputs()
  }
}
