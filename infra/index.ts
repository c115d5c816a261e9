import * as authorization from '@pulumi/azure-native/authorization/index.js'
import * as resources from '@pulumi/azure-native/resources/index.js'
import * as pulumi from '@pulumi/pulumi'
import { appSettings } from './appSettings.ts'
import { builtApp } from './builtApp.ts'
import { earlierRelease } from './earlierRelease.ts'
import { FunctionApp } from './functionApp.ts'
import { functionOutputs } from './functionOutputs.ts'
import { Identity } from './identity.ts'
import { keepReleases } from './keepReleases.ts'
import { functionAppName, storageAccountName } from './names.ts'
import { Package } from './package.ts'
import { planNamed } from './plans/planNamed.ts'
import { readSettings } from './readSettings.ts'
import { withoutStackTrace } from './runErrors.ts'
import { Storage } from './storage.ts'
import { storageNeeds } from './storageNeeds.ts'
import { tagEverything } from './tags.ts'
import { Telemetry } from './telemetry.ts'

const settings = await readSettings()
const plan = planNamed(settings.plan)
tagEverything(settings.tags)

const { subscriptionId } = authorization.getClientConfigOutput()
const scope = subscriptionId.apply((id) => ({
  project: pulumi.getProject(),
  stack: pulumi.getStack(),
  subscriptionId: id,
}))

const group = new resources.ResourceGroup('rg', {}, { protect: settings.protect })
const inGroup = { resourceGroupName: group.name }
const accountName = scope.apply(storageAccountName)

const earlier = settings.release && (await earlierRelease(settings.release, { ...inGroup, accountName }))
const app = earlier || (await builtApp(settings.handler, settings.runtime))

const storage = new Storage('storage', {
  ...inGroup,
  accountName,
  sku: settings.storageSku,
  needs: await withoutStackTrace(() => storageNeeds(app.functions)),
  protect: settings.protect,
})
const telemetry = settings.monitoring
  ? new Telemetry('telemetry', {
      ...inGroup,
      retentionInDays: settings.logRetentionDays,
      dailyQuotaGb: settings.logDailyQuotaGb,
    })
  : undefined

const identity = new Identity('identity', { ...inGroup, subscriptionId })
const roles = [
  identity.assign('Storage Blob Data Owner', storage.account.id),
  identity.assign('Storage Queue Data Contributor', storage.account.id),
  identity.assign('Storage Table Data Contributor', storage.account.id),
  ...(telemetry ? [identity.assign('Monitoring Metrics Publisher', telemetry.component.id)] : []),
]

const release = new Package('package', {
  ...inGroup,
  account: storage.account,
  container: storage.releases,
  content: app,
})

const functionApp = new FunctionApp(
  'app',
  {
    ...inGroup,
    settings,
    plan,
    name: scope.apply(functionAppName),
    identityId: identity.identity.id,
    deploymentContainerUrl: pulumi.interpolate`${storage.account.primaryEndpoints.blob}${storage.deployments.name}`,
    appSettings: appSettings({
      storageEndpoints: storage.account.primaryEndpoints,
      clientId: identity.identity.clientId,
      telemetryConnectionString: telemetry?.component.connectionString,
    }),
  },
  { dependsOn: [...roles, storage.deployments, ...storage.bindingResources] },
)

const deployment = plan.deliver(
  {
    ...inGroup,
    settings,
    siteName: functionApp.site.name,
    storageAccountId: storage.account.id,
    releasesUrl: pulumi.interpolate`${storage.account.primaryEndpoints.blob}${storage.releases.name}`,
    canonicalReleases: pulumi.interpolate`/blob/${storage.account.name}/${storage.releases.name}`,
    release: release.hash,
  },
  { dependsOn: [functionApp.site, release.blob, ...roles] },
)

/** Where the functions answer: known once the package is deployed. */
export const url = deployment.id.apply(() => functionApp.url)
export const appName = functionApp.site.name
export const resourceGroupName = group.name
export const packageHash = keepReleases({
  ...inGroup,
  accountName: storage.account.name,
  deployment,
  hash: release.hash,
  held: release.held,
  keep: settings.keepReleases,
})
export const functions = url.apply((siteUrl) => functionOutputs(app.functions, siteUrl, app.routePrefix))
