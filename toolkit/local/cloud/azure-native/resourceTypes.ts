import { component } from './applicationinsights/component.ts'
import { managementLockByScope } from './authorization/managementLockByScope.ts'
import { roleAssignment } from './authorization/roleAssignment.ts'
import { budget } from './consumption/budget.ts'
import { systemTopic } from './eventgrid/systemTopic.ts'
import { systemTopicEventSubscription } from './eventgrid/systemTopicEventSubscription.ts'
import { userAssignedIdentity } from './managedidentity/userAssignedIdentity.ts'
import { actionGroup } from './monitor/actionGroup.ts'
import { scheduledQueryRule } from './monitor/scheduledQueryRule.ts'
import { privateDnsZoneGroup } from './network/privateDnsZoneGroup.ts'
import { privateEndpoint } from './network/privateEndpoint.ts'
import { subnet } from './network/subnet.ts'
import { virtualNetwork } from './network/virtualNetwork.ts'
import { workspace } from './operationalinsights/workspace.ts'
import { privateZone } from './privatedns/privateZone.ts'
import { virtualNetworkLink } from './privatedns/virtualNetworkLink.ts'
import { deployment } from './resources/deployment.ts'
import { resourceGroup } from './resources/resourceGroup.ts'
import type { ResourceType } from './resourceType.ts'
import { blob } from './storage/blob.ts'
import { blobContainer } from './storage/blobContainer.ts'
import { blobServiceProperties } from './storage/blobServiceProperties.ts'
import { queue } from './storage/queue.ts'
import { storageAccount } from './storage/storageAccount.ts'
import { appServicePlan } from './web/appServicePlan.ts'
import { ftpAllowed, scmAllowed } from './web/publishingPolicy.ts'
import { webApp } from './web/webApp.ts'
import { webAppSlot } from './web/webAppSlot.ts'

/** The resource types that have a simulation, by token. */
export const resourceTypes: ReadonlyMap<string, ResourceType> = new Map(
  [
    actionGroup,
    appServicePlan,
    blob,
    blobContainer,
    blobServiceProperties,
    budget,
    component,
    deployment,
    managementLockByScope,
    privateDnsZoneGroup,
    privateEndpoint,
    privateZone,
    ftpAllowed,
    queue,
    resourceGroup,
    roleAssignment,
    scmAllowed,
    scheduledQueryRule,
    storageAccount,
    systemTopic,
    systemTopicEventSubscription,
    subnet,
    userAssignedIdentity,
    virtualNetwork,
    virtualNetworkLink,
    webApp,
    webAppSlot,
    workspace,
  ].map((type) => [type.token, type]),
)
