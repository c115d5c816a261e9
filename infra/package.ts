import * as archive from '@pulumi/archive'
import * as storage from '@pulumi/azure-native/storage/index.js'
import * as pulumi from '@pulumi/pulumi'

export interface PackageArgs {
  readonly resourceGroupName: pulumi.Input<string>
  readonly account: storage.StorageAccount
  readonly container: storage.BlobContainer
  /** The built app folder. */
  readonly directory: string
  /** Where the zip is written: outside `directory`, or it would pack itself. */
  readonly outputPath: string
}

/** The app folder as one zip, kept in the storage account under the hash of its content. */
export class Package extends pulumi.ComponentResource {
  readonly blob: storage.Blob
  /** SHA-256 of the zip, in hex. */
  readonly hash: pulumi.Output<string>

  constructor(name: string, args: PackageArgs, opts?: pulumi.ComponentResourceOptions) {
    super('custom-handler-stack:infra:Package', name, {}, opts)
    const zip = archive.getFileOutput({
      type: 'zip',
      sourceDir: args.directory,
      outputFileMode: '0755', // octal text: every file keeps an executable bit, whatever system built it
      outputPath: args.outputPath,
    })
    this.hash = zip.outputSha256
    this.blob = new storage.Blob(
      'package',
      {
        accountName: args.account.name,
        resourceGroupName: args.resourceGroupName,
        containerName: args.container.name,
        blobName: pulumi.interpolate`${this.hash}/released-package.zip`,
        type: storage.BlobType.Block,
        contentType: 'application/zip',
        source: zip.outputPath.apply((path) => new pulumi.asset.FileAsset(path)),
      },
      {
        parent: this,
        deleteBeforeReplace: false, // azure-native would delete the running package before the new one is there
        retainOnDelete: true, // earlier packages stay: each can be deployed again
      },
    )
    this.registerOutputs()
  }
}
