import * as storage from '@pulumi/azure-native/storage/index.js'
import * as pulumi from '@pulumi/pulumi'
import type { StorageNeeds } from './storageNeeds.ts'

export interface StorageArgs {
  readonly accountName: pulumi.Input<string>
  readonly resourceGroupName: pulumi.Input<string>
  readonly sku: string
  readonly needs: StorageNeeds
  readonly protect: boolean
  /** Whether the platform keeps its own copy of the package here. */
  readonly keepsDeployment: boolean
  /** Whether the account takes nothing from the Internet. */
  readonly closed: boolean
}

/** The storage account: the host's own state, the packages, and what the functions' bindings use. */
export class Storage extends pulumi.ComponentResource {
  readonly account: storage.StorageAccount
  /** Every package ever deployed, named by its content. */
  readonly releases: storage.BlobContainer
  /** Where the platform keeps the package that runs; only its deployment service writes there. */
  readonly deploymentContainerUrl: pulumi.Output<string> | undefined
  readonly queues: ReadonlyMap<string, storage.Queue>
  /** What has to be there before the app: its containers and queues. */
  readonly neededByApp: readonly pulumi.Resource[]

  constructor(name: string, args: StorageArgs, opts?: pulumi.ComponentResourceOptions) {
    super('custom-handler-stack:infra:Storage', name, {}, opts)
    const { resourceGroupName } = args
    const inComponent = { parent: this }

    this.account = new storage.StorageAccount(
      'storage',
      {
        accountName: args.accountName,
        resourceGroupName,
        kind: storage.Kind.StorageV2,
        sku: { name: args.sku },
        accessTier: storage.AccessTier.Hot,
        allowBlobPublicAccess: false,
        allowCrossTenantReplication: false,
        allowSharedKeyAccess: true, // azure-native's storage.Blob signs its upload with the account key
        defaultToOAuthAuthentication: true,
        enableHttpsTrafficOnly: true,
        isLocalUserEnabled: false,
        isSftpEnabled: false,
        minimumTlsVersion: storage.MinimumTlsVersion.TLS1_2,
        publicNetworkAccess: args.closed ? 'Disabled' : 'Enabled',
        networkRuleSet: {
          defaultAction: args.closed ? storage.DefaultAction.Deny : storage.DefaultAction.Allow,
          bypass: storage.Bypass.AzureServices,
        },
        // Longer ones are told in the logs, not refused: a package may be read with one that outlives a cold start.
        sasPolicy: { expirationAction: storage.ExpirationAction.Log, sasExpirationPeriod: '01.00:00:00' },
      },
      { ...inComponent, protect: args.protect },
    )
    const accountName = this.account.name
    const blobService = new storage.BlobServiceProperties(
      'blob-service',
      {
        accountName,
        resourceGroupName,
        blobServicesName: 'default',
        deleteRetentionPolicy: { enabled: true, days: 7 },
        containerDeleteRetentionPolicy: { enabled: true, days: 7 },
      },
      inComponent,
    )
    const container = (containerName: string, protect = false) =>
      new storage.BlobContainer(
        containerName,
        { accountName, resourceGroupName, containerName, publicAccess: storage.PublicAccess.None },
        { ...inComponent, dependsOn: blobService, protect },
      )

    this.releases = container('releases')
    const deployments = args.keepsDeployment ? container('app-package') : undefined
    this.deploymentContainerUrl =
      deployments && pulumi.interpolate`${this.account.primaryEndpoints.blob}${deployments.name}`
    this.queues = new Map(
      args.needs.queues.map((queueName) => [
        queueName,
        new storage.Queue(
          queueName,
          { accountName, resourceGroupName, queueName },
          { ...inComponent, protect: args.protect },
        ),
      ]),
    )
    this.neededByApp = [
      ...(deployments ? [deployments] : []),
      ...args.needs.containers.map((containerName) => container(containerName, args.protect)),
      ...this.queues.values(),
    ]
    this.registerOutputs()
  }
}
