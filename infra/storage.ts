import * as storage from '@pulumi/azure-native/storage/index.js'
import * as pulumi from '@pulumi/pulumi'
import type { StorageNeeds } from './storageNeeds.ts'

export interface StorageArgs {
  readonly accountName: pulumi.Input<string>
  /** The group of the account. */
  readonly resourceGroupName: pulumi.Input<string>
  /** Id of an account to use, in place of one of its own. */
  readonly existingAccountId?: pulumi.Input<string> | undefined
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
    const { account, dependsOn } = args.existingAccountId
      ? this.#existingAccount(args.existingAccountId)
      : this.#ownAccount(args)
    this.account = account
    const accountName = account.name
    const container = (containerName: string, protect = false) =>
      new storage.BlobContainer(
        containerName,
        { accountName, resourceGroupName, containerName, publicAccess: storage.PublicAccess.None },
        { ...inComponent, dependsOn, protect },
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
  /** Only read: what is set on it is its owner's. */
  #existingAccount(id: pulumi.Input<string>): Account {
    return {
      account: storage.StorageAccount.get('existing-storage', id, { parent: this }),
      dependsOn: [],
    }
  }

  #ownAccount({ accountName, resourceGroupName, sku, protect, closed }: StorageArgs): Account {
    const account = new storage.StorageAccount(
      'storage',
      {
        accountName,
        resourceGroupName,
        kind: storage.Kind.StorageV2,
        sku: { name: sku },
        accessTier: storage.AccessTier.Hot,
        allowBlobPublicAccess: false,
        allowCrossTenantReplication: false,
        allowSharedKeyAccess: true, // azure-native's storage.Blob signs its upload with the account key
        defaultToOAuthAuthentication: true,
        enableHttpsTrafficOnly: true,
        isLocalUserEnabled: false,
        isSftpEnabled: false,
        minimumTlsVersion: storage.MinimumTlsVersion.TLS1_2,
        publicNetworkAccess: closed ? 'Disabled' : 'Enabled',
        networkRuleSet: {
          defaultAction: closed ? storage.DefaultAction.Deny : storage.DefaultAction.Allow,
          bypass: storage.Bypass.AzureServices,
        },
        // Longer ones are told in the logs, not refused: a package may be read with one that outlives a cold start.
        sasPolicy: { expirationAction: storage.ExpirationAction.Log, sasExpirationPeriod: '01.00:00:00' },
      },
      { parent: this, protect },
    )
    const blobService = new storage.BlobServiceProperties(
      'blob-service',
      {
        accountName: account.name,
        resourceGroupName,
        blobServicesName: 'default',
        deleteRetentionPolicy: { enabled: true, days: 7 },
        containerDeleteRetentionPolicy: { enabled: true, days: 7 },
      },
      { parent: this },
    )
    return { account, dependsOn: [blobService] }
  }
}

interface Account {
  readonly account: storage.StorageAccount
  /** What comes before anything is put into it. */
  readonly dependsOn: pulumi.Resource[]
}
