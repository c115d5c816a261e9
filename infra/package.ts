import * as archive from '@pulumi/archive'
import * as storage from '@pulumi/azure-native/storage/index.js'
import * as pulumi from '@pulumi/pulumi'
import { packagePath } from '../toolkit/release/release.ts'

export interface PackageArgs {
  readonly resourceGroupName: pulumi.Input<string>
  readonly account: storage.StorageAccount
  readonly container: storage.BlobContainer
  /** The app folder to pack, or a package of before to put back. */
  readonly content: AppFolder | EarlierPackage
}

export interface AppFolder {
  readonly directory: string
  /** Where the zip is written: outside `directory`, or it would pack itself. */
  readonly outputPath: string
}

export interface EarlierPackage {
  readonly hash: string
  readonly zipFile: string
}

/**
 * The app folder as one zip, kept in the storage account under the hash of its content. While an earlier package is in
 * service, the resource stays as it is: only what names the package in service changes.
 */
export class Package extends pulumi.ComponentResource {
  readonly blob: storage.Blob
  /** SHA-256 of the zip that is to be in service, in hex. */
  readonly hash: pulumi.Output<string>
  /** SHA-256 of the zip that `blob` holds. */
  readonly held: pulumi.Output<string>

  constructor(name: string, args: PackageArgs, opts?: pulumi.ComponentResourceOptions) {
    super('custom-handler-stack:infra:Package', name, {}, opts)
    const { content } = args
    const isEarlier = 'hash' in content
    const zip = isEarlier ? earlier(content) : packed(content)
    this.hash = zip.hash
    this.blob = new storage.Blob(
      'package',
      {
        accountName: args.account.name,
        resourceGroupName: args.resourceGroupName,
        containerName: args.container.name,
        blobName: zip.hash.apply(packagePath),
        type: storage.BlobType.Block,
        contentType: 'application/zip',
        source: zip.file.apply((path) => new pulumi.asset.FileAsset(path)),
      },
      {
        parent: this,
        deleteBeforeReplace: false, // azure-native would delete the running package before the new one is there
        retainOnDelete: true, // earlier packages stay: each can be deployed again
        ignoreChanges: isEarlier ? ['blobName', 'source'] : [],
      },
    )
    this.held = this.blob.name.apply((path) => path.split('/')[0] ?? '')
    this.registerOutputs()
  }
}

interface Zip {
  readonly hash: pulumi.Output<string>
  readonly file: pulumi.Output<string>
}

function packed({ directory, outputPath }: AppFolder): Zip {
  const zip = archive.getFileOutput({
    type: 'zip',
    sourceDir: directory,
    outputFileMode: '0755', // octal text: every file keeps an executable bit, whatever system built it
    outputPath,
  })
  return { hash: zip.outputSha256, file: zip.outputPath }
}

function earlier({ hash, zipFile }: EarlierPackage): Zip {
  return { hash: pulumi.output(hash), file: pulumi.output(zipFile) }
}
