import { getClientConfigOutput } from '@pulumi/azure-native/authorization/getClientConfig.js'
import * as pulumi from '@pulumi/pulumi'
import { logSettings } from './alertLogs.ts'
import { appSettings } from './appSettings.ts'
import { assignRoles } from './assignRoles.ts'
import { BlobEvents } from './blobEvents.ts'
import { blobEventFunctions, unsubscribedBlobEvents } from './blobTriggers.ts'
import { builtApp } from './builtApp.ts'
import { closesStorage } from './closesStorage.ts'
import { connectionSettings } from './connections.ts'
import { deletionLock } from './deletionLock.ts'
import { deliver } from './deliver.ts'
import { earlierRelease } from './earlierRelease.ts'
import { existingIds } from './existing.ts'
import { FunctionApp } from './functionApp.ts'
import { functionKey as hostKey } from './functionKey.ts'
import { functionOutputs } from './functionOutputs.ts'
import { Identity } from './identity.ts'
import { isKept } from './isKept.ts'
import { keepReleases } from './keepReleases.ts'
import { functionAppName, packageAccountName, storageAccountName } from './names.ts'
import { Network } from './network.ts'
import { Package } from './package.ts'
import { PackageStore } from './packageStore.ts'
import { packageZip } from './packageZip.ts'
import { hostingPlan } from './plans/plans.ts'
import { readSettings } from './readSettings.ts'
import { requireHostable } from './requireHostable.ts'
import { resourceGroup } from './resourceGroup.ts'
import { Storage } from './storage.ts'
import { storageConnectionString } from './storageConnectionString.ts'
import { storageLocation } from './storageLocation.ts'
import { storageNeeds } from './storageNeeds.ts'
import { tagEverything } from './tags.ts'
import { Telemetry } from './telemetry.ts'
import { userAppSettings } from './userAppSettings.ts'
import { watch } from './watch.ts'

const settings = await readSettings()
const plan = hostingPlan(settings)
if (plan.warning) void pulumi.log.warn(plan.warning)
const built = settings.release ? undefined : await builtApp(settings.handler, settings.runtime)
if (built) await requireHostable(built, plan, settings)
tagEverything(settings.tags)
const byIdentity = settings.auth === 'identity'

const { subscriptionId } = getClientConfigOutput()
const scope = subscriptionId.apply((id) => ({
  project: pulumi.getProject(),
  stack: pulumi.getStack(),
  subscriptionId: id,
}))

const existing = existingIds(settings.existing)
const group = resourceGroup(existing.resourceGroup, { protect: settings.protect })
const inGroup = { resourceGroupName: group.name }
const storedAt = storageLocation(existing.storageAccount, {
  ...inGroup,
  accountName: scope.apply(storageAccountName),
})
const keepsPackages = settings.delivery === 'pulumi'
const ownPackages = keepsPackages && settings.packageStore === 'separate'
const packagesAt = ownPackages ? { ...inGroup, accountName: scope.apply(packageAccountName) } : storedAt
const app = built ?? (await earlierRelease(settings.release ?? '', packagesAt))
if (!built) await requireHostable(app, plan, settings)

const storage = new Storage('storage', {
  ...storedAt,
  existingAccountId: existing.storageAccount,
  sku: settings.storageSku,
  needs: storageNeeds(app.functions),
  protect: settings.protect,
  keepsDeployment: plan.keepsDeployment,
  keepsPackages: keepsPackages && !ownPackages,
  byKey: !byIdentity || (keepsPackages && !ownPackages),
  closed:
    settings.network === 'private' &&
    (await closesStorage({ ...inGroup, name: scope.apply(functionAppName) })),
})
const ownStore = ownPackages
  ? new PackageStore('packages', {
      ...packagesAt,
      sku: settings.storageSku,
      protect: settings.protect,
    })
  : undefined
const packages = ownStore ?? { account: storage.account, container: storage.releases }
const network =
  settings.network === 'private' && plan.subnet
    ? new Network('network', {
        ...inGroup,
        addressRange: settings.networkAddressRange,
        subnet: plan.subnet,
        storageAccountId: storage.account.id,
        storageParts: storage.neededByApp,
        existingNetworkId: existing.virtualNetwork,
      })
    : undefined
const telemetry = settings.monitoring
  ? new Telemetry('telemetry', {
      ...inGroup,
      retentionInDays: settings.logRetentionDays,
      dailyQuotaGb: settings.logDailyQuotaGb,
      identityOnly: byIdentity,
      existingWorkspaceId: existing.workspace,
    })
  : undefined

const identity = new Identity('identity', { ...inGroup, subscriptionId })
const roles = [
  ...assignRoles(identity, app.functions, settings, storage, telemetry),
  ...(ownStore && byIdentity && plan.readsPackages
    ? [identity.assign('Storage Blob Data Reader', ownStore.account.id, 'packages')]
    : []),
]
const connectionString = byIdentity
  ? undefined
  : storageConnectionString(storage.account, storedAt.resourceGroupName)

const zip = packageZip(app)
const release =
  keepsPackages && packages.container
    ? new Package('package', {
        ...packagesAt,
        account: packages.account,
        container: packages.container,
        zip,
        isKept: zip.isEarlier || (await isKept({ ...packagesAt, hash: zip.hash })),
      })
    : undefined
const stored = release?.stored

const functionApp = new FunctionApp(
  'app',
  {
    ...inGroup,
    plan,
    planName: settings.plan,
    name: scope.apply(functionAppName),
    identityId: identity.identity.id,
    deploymentContainerUrl: storage.deploymentContainerUrl,
    stored,
    storageConnectionString: connectionString,
    allowedOrigins: settings.allowedOrigins,
    subnetId: network?.appSubnetId,
    existingPlanId: existing.plan,
    appSettings: {
      ...appSettings({
        storageEndpoints: storage.account.primaryEndpoints,
        storageConnectionString: connectionString,
        clientId: identity.identity.clientId,
        telemetryConnectionString: telemetry?.component.connectionString,
      }),
      ...connectionSettings(settings, identity.identity.clientId),
      ...logSettings(settings, app.logLevels),
      ...userAppSettings(settings),
    },
  },
  {
    dependsOn: [
      ...roles,
      ...storage.neededByApp,
      ...(release ? [release.blob] : []),
      ...(network?.neededByApp ?? []),
    ],
  },
)

const deployed = deliver(
  { ...inGroup, plan, delivery: settings.delivery, siteName: functionApp.site.name, zip, stored },
  {
    dependsOn: [...functionApp.parts, ...(release ? [release.blob] : []), ...roles],
    replaceWith: [functionApp.site],
  },
)

const blobFunctions = blobEventFunctions(app.functions)
for (const line of unsubscribedBlobEvents(app.functions, settings.delivery)) void pulumi.log.warn(line)
const blobEvents =
  blobFunctions.length > 0 && settings.delivery !== 'external'
    ? new BlobEvents('blob-events', {
        ...inGroup,
        storageAccountId: storage.account.id,
        siteName: functionApp.site.name,
        siteUrl: functionApp.url,
        functions: blobFunctions,
        deployed,
      })
    : undefined

const watchers = watch(settings, { groupId: group.id, ...inGroup, telemetry, functions: app.functions })
if (settings.lock) {
  const parts = [storage, ownStore, network, telemetry, identity, functionApp, blobEvents, ...watchers]
  deletionLock(group.id, deployed, parts)
}

/** Where the functions answer: known once the package is deployed. */
export const url = pulumi.all([functionApp.url, deployed]).apply(([siteUrl]) => siteUrl)
export const appName = functionApp.site.name
export const resourceGroupName = group.name
export const packageHash = release
  ? keepReleases({
      ...packagesAt,
      accountName: packages.account.name,
      deployed,
      hash: zip.hash,
      held: release.held,
      keep: settings.keepReleases,
    })
  : pulumi.all([zip.hash, deployed]).apply(([hash]) => hash)
/** What the app answers in the header x-build-id once the package is in service. */
export const buildId = app.buildId
export const functions = url.apply((siteUrl) => functionOutputs(app.functions, siteUrl, app.routePrefix))
export const functionKey = settings.exportFunctionKey
  ? hostKey(functionApp.site, group.name, deployed)
  : undefined
