import * as web from '@pulumi/azure-native/web/index.js'
import { oneDeploy } from '../oneDeploy.ts'
import type { Settings } from '../settings.ts'
import type { HostingPlan, SiteContext } from './plan.ts'

/** Flex Consumption: scales to zero, one app per plan, code arrives by OneDeploy only. */
export const flex: HostingPlan = {
  plan: (settings) => ({
    kind: 'functionapp',
    reserved: true,
    sku: { name: 'FC1', tier: 'FlexConsumption' },
    zoneRedundant: settings.zoneRedundant,
  }),
  site: (context) => ({ functionAppConfig: functionAppConfig(context) }),
  appSettings: () => ({}),
  deliver: oneDeploy,
}

function functionAppConfig({ settings, identityId, deploymentContainerUrl }: SiteContext) {
  return {
    deployment: {
      storage: {
        type: web.FunctionsDeploymentStorageType.BlobContainer,
        value: deploymentContainerUrl,
        authentication: {
          type: web.AuthenticationType.UserAssignedIdentity,
          userAssignedIdentityResourceId: identityId,
        },
      },
    },
    runtime: { name: web.RuntimeName.Custom, version: '1.0' }, // ARM takes any text here; only this one starts
    scaleAndConcurrency: scaleAndConcurrency(settings),
    ...(settings.rollingUpdates && {
      siteUpdateStrategy: { type: web.SiteUpdateStrategyType.RollingUpdate },
    }),
  }
}

function scaleAndConcurrency(settings: Settings) {
  const { instanceMemoryMB, maximumInstanceCount, alwaysReady, httpConcurrency } = settings
  return {
    instanceMemoryMB,
    maximumInstanceCount,
    ...(alwaysReady > 0 && { alwaysReady: [{ name: 'http', instanceCount: alwaysReady }] }),
    ...(httpConcurrency !== undefined && { triggers: { http: { perInstanceConcurrency: httpConcurrency } } }),
  }
}
