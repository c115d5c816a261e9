import * as pulumi from '@pulumi/pulumi'
import { appStorage } from './appStorage.ts'
import { appTelemetry } from './appTelemetry.ts'
import { assignRoles } from './assignRoles.ts'
import { builtApp } from './builtApp.ts'
import { deletionLock } from './deletionLock.ts'
import { deliver } from './deliver.ts'
import { earlierRelease } from './earlierRelease.ts'
import { FunctionApp } from './functionApp.ts'
import { functionKey as hostKey } from './functionKey.ts'
import { functionOutputs } from './functionOutputs.ts'
import { Identity } from './identity.ts'
import { keepPackage } from './keepPackage.ts'
import { keepReleases } from './keepReleases.ts'
import { keptPackageStore } from './keptPackageStore.ts'
import { packageZip } from './packageZip.ts'
import { placesOf } from './places.ts'
import { hostingPlan } from './plans/plans.ts'
import { privateNetwork } from './privateNetwork.ts'
import { readSettings } from './readSettings.ts'
import { siteSettings } from './siteSettings.ts'
import { storageConnectionString } from './storageConnectionString.ts'
import { subscribeToBlobs } from './subscribeToBlobs.ts'
import { tagEverything } from './tags.ts'
import { watch } from './watch.ts'

// The settings, and the app: whatever is wrong with them is said before the first resource.
const settings = await readSettings()
const plan = hostingPlan(settings)
if (plan.warning) void pulumi.log.warn(plan.warning)
const built = await builtApp(settings, plan)
tagEverything(settings.tags)
const places = placesOf(settings)
const { resourceGroupName } = places
const app = built ?? (await earlierRelease(settings, plan, places.packages))

// What the app needs before it is there.
const storage = await appStorage(settings, plan, app.functions, places)
const network = privateNetwork(settings, plan, places, storage)
const telemetry = appTelemetry(settings, places)
const zip = packageZip(app)
const packageStore = await keptPackageStore(settings, places)
const packages = await keepPackage(settings, { location: places.packages, storage, packageStore, zip })
const identity = new Identity('identity', places)
const roles = assignRoles(identity, app.functions, settings, {
  storage,
  telemetry,
  packageAccount: plan.readsPackages ? packages?.store?.account : undefined,
})
const connectionString =
  settings.auth === 'connectionString'
    ? storageConnectionString(storage.account, places.storage.resourceGroupName)
    : undefined

// The app, and its package in it.
const packageBlob = packages ? [packages.package.blob] : []
const functionApp = new FunctionApp(
  'app',
  {
    resourceGroupName,
    plan,
    planName: settings.plan,
    existingPlanId: places.existing.plan,
    name: places.siteName,
    identityId: identity.identity.id,
    subnetId: network?.appSubnetId,
    deploymentContainerUrl: storage.deploymentContainerUrl,
    stored: packages?.package.stored,
    storageConnectionString: connectionString,
    allowedOrigins: settings.allowedOrigins,
    appSettings: siteSettings(settings, app, { storage, connectionString, identity, telemetry }),
  },
  { dependsOn: [...roles, ...storage.neededByApp, ...packageBlob, ...(network?.neededByApp ?? [])] },
)
const { site } = functionApp
const deployed = deliver(
  {
    resourceGroupName,
    plan,
    delivery: settings.delivery,
    siteName: site.name,
    zip,
    stored: packages?.package.stored,
  },
  { dependsOn: [...functionApp.parts, ...packageBlob, ...roles], replaceWith: [site] },
)

// What watches it, and guards it.
const blobEvents = subscribeToBlobs(app.functions, settings, places, { storage, functionApp, deployed })
const watchers = watch(settings, {
  resourceGroupName,
  groupId: places.group.id,
  telemetry,
  functions: app.functions,
})
if (settings.lock) {
  const parts = [storage, packageStore, network, telemetry, identity, functionApp, blobEvents, ...watchers]
  deletionLock(places.group.id, deployed, parts)
}

/** Where the functions answer: known once the package is deployed. */
export const url = pulumi.all([functionApp.url, deployed]).apply(([siteUrl]) => siteUrl)
export const appName = site.name
export { resourceGroupName }
export const packageHash = keepReleases(settings, packages, { ...places.packages, zip, deployed })
/** What the app answers in the header x-build-id once the package is in service. */
export const buildId = app.buildId
export const functions = url.apply((siteUrl) => functionOutputs(app.functions, siteUrl, app.routePrefix))
export const functionKey = settings.exportFunctionKey ? hostKey(site, resourceGroupName, deployed) : undefined
