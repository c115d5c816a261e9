import { BlobContainer } from '@pulumi/azure-native/storage/blobContainer.js'
import { BlobServiceProperties } from '@pulumi/azure-native/storage/blobServiceProperties.js'
import { Queue } from '@pulumi/azure-native/storage/queue.js'
import { StorageAccount } from '@pulumi/azure-native/storage/storageAccount.js'
import * as storage from '@pulumi/azure-native/types/enums/storage/index.js'
import * as pulumi from '@pulumi/pulumi'
import { releaseContainerName } from './releaseContainer.ts'
import { softDelete, storageAccountArgs } from './storageAccountArgs.ts'
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
  /** Whether packages are kept in this account. */
  readonly keepsPackages: boolean
  /** Whether anything opens the account with its key. */
  readonly byKey: boolean
}

/** The storage account: the host's own state, the packages, and what the functions' bindings use. */
export class Storage extends pulumi.ComponentResource {
  readonly account: StorageAccount
  /** For packages, named by their content: in an account of the stack's own, whether they are kept here now or not. */
  readonly releases: BlobContainer | undefined
  /** Where the platform keeps the package that runs; only its deployment service writes there. */
  readonly deploymentContainerUrl: pulumi.Output<string> | undefined
  readonly queues: ReadonlyMap<string, Queue>
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
      new BlobContainer(
        containerName,
        { accountName, resourceGroupName, containerName, publicAccess: storage.PublicAccess.None },
        { ...inComponent, dependsOn, protect },
      )

    // Stays when app:packageStore or app:delivery change: what was deployed before is in it.
    this.releases =
      args.keepsPackages || !args.existingAccountId
        ? container(releaseContainerName, args.protect)
        : undefined
    const deployments = args.keepsDeployment ? container('app-package') : undefined
    this.deploymentContainerUrl =
      deployments && pulumi.interpolate`${this.account.primaryEndpoints.blob}${deployments.name}`
    this.queues = new Map(
      args.needs.queues.map((queueName) => [
        queueName,
        new Queue(
          queueName,
          { accountName, resourceGroupName, queueName },
          { ...inComponent, protect: args.protect },
        ),
      ]),
    )
    this.neededByApp = [
      ...[this.releases, deployments].filter((part) => part !== undefined),
      ...args.needs.containers.map((containerName) => container(containerName, args.protect)),
      ...this.queues.values(),
    ]
    this.registerOutputs()
  }

  /** Only read: what is set on it is its owner's. */
  #existingAccount(id: pulumi.Input<string>): Account {
    return {
      account: StorageAccount.get('existing-storage', id, { parent: this }),
      dependsOn: [],
    }
  }

  #ownAccount(args: StorageArgs): Account {
    const inComponent = { parent: this }
    const account = new StorageAccount('storage', storageAccountArgs(args), {
      ...inComponent,
      protect: args.protect,
    })
    const blobService = new BlobServiceProperties(
      'blob-service',
      { accountName: account.name, resourceGroupName: args.resourceGroupName, ...softDelete },
      inComponent,
    )
    return { account, dependsOn: [blobService] }
  }
}

interface Account {
  readonly account: StorageAccount
  /** What comes before anything is put into it. */
  readonly dependsOn: pulumi.Resource[]
}
