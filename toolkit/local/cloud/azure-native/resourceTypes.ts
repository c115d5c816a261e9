import { component } from './applicationinsights/component.ts'
import { managementLockByScope } from './authorization/managementLockByScope.ts'
import { roleAssignment } from './authorization/roleAssignment.ts'
import { userAssignedIdentity } from './managedidentity/userAssignedIdentity.ts'
import { workspace } from './operationalinsights/workspace.ts'
import { deployment } from './resources/deployment.ts'
import { resourceGroup } from './resources/resourceGroup.ts'
import type { ResourceType } from './resourceType.ts'
import { blob } from './storage/blob.ts'
import { blobContainer } from './storage/blobContainer.ts'
import { blobServiceProperties } from './storage/blobServiceProperties.ts'
import { queue } from './storage/queue.ts'
import { storageAccount } from './storage/storageAccount.ts'
import { appServicePlan } from './web/appServicePlan.ts'
import { webApp } from './web/webApp.ts'

/** The resource types that have a simulation, by token. */
export const resourceTypes: ReadonlyMap<string, ResourceType> = new Map(
  [
    appServicePlan,
    blob,
    blobContainer,
    blobServiceProperties,
    component,
    deployment,
    managementLockByScope,
    queue,
    resourceGroup,
    roleAssignment,
    storageAccount,
    userAssignedIdentity,
    webApp,
    workspace,
  ].map((type) => [type.token, type]),
)
