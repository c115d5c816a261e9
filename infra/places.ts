import { getClientConfigOutput } from '@pulumi/azure-native/authorization/getClientConfig.js'
import type { ResourceGroup } from '@pulumi/azure-native/resources/resourceGroup.js'
import * as pulumi from '@pulumi/pulumi'
import { type ExistingIds, existingIds } from './existing.ts'
import { functionAppName, packageAccountName, storageAccountName } from './names.ts'
import { packagesAreApart } from './packageKeeping.ts'
import { resourceGroup } from './resourceGroup.ts'
import type { CommonSettings } from './settings.ts'
import { type StorageLocation, storageLocation } from './storageLocation.ts'

/** How the app is named to Azure. */
export interface AppLocation {
  readonly resourceGroupName: pulumi.Output<string>
  readonly name: pulumi.Output<string>
}

/** Where everything of the stack is, or is going to be. */
export interface Places {
  readonly subscriptionId: pulumi.Output<string>
  readonly group: ResourceGroup
  readonly resourceGroupName: pulumi.Output<string>
  /** What is taken in place of creating it. */
  readonly existing: ExistingIds
  readonly siteName: pulumi.Output<string>
  /** The storage account of the app. */
  readonly storage: StorageLocation
  /** The storage account of packages alone, in a stack that has one. */
  readonly packageStore: StorageLocation
  /** The storage account of the packages: that of the app, unless they are kept apart. */
  readonly packages: StorageLocation
}

export function placesOf(settings: CommonSettings): Places {
  const { subscriptionId } = getClientConfigOutput()
  const scope = subscriptionId.apply((id) => ({
    project: pulumi.getProject(),
    stack: pulumi.getStack(),
    subscriptionId: id,
  }))
  const existing = existingIds(settings.existing)
  const group = resourceGroup(existing.resourceGroup, { protect: settings.protect })
  const inGroup = { resourceGroupName: group.name }
  const storage = storageLocation(existing.storageAccount, {
    ...inGroup,
    accountName: scope.apply(storageAccountName),
  })
  const packageStore = { ...inGroup, accountName: scope.apply(packageAccountName) }
  return {
    ...inGroup,
    subscriptionId,
    group,
    existing,
    siteName: scope.apply(functionAppName),
    storage,
    packageStore,
    packages: packagesAreApart(settings) ? packageStore : storage,
  }
}
