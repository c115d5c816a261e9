import * as web from '@pulumi/azure-native/types/enums/web/index.js'
import type * as pulumi from '@pulumi/pulumi'
import { z } from 'zod'
import { pollingBlobTriggers } from '../blobTriggers.ts'
import { oneDeploy } from '../oneDeploy.ts'
import type { SettingConflict } from '../settingConflict.ts'
import type { CommonSettings } from '../settings.ts'
import { alwaysReadyInstances, alwaysReadyRefusals, alwaysReadySetting } from './alwaysReady.ts'
import { flexReservedAppSettings } from './flexReservedAppSettings.ts'
import type { HostingPlan, SiteContext } from './plan.ts'

export const flexSettings = {
  instanceMemoryMB: z
    .literal([512, 2048, 4096])
    .default(2048)
    .describe('Memory of one instance, in MB. Memory and CPU grow together.'),
  maximumInstanceCount: z.int().min(40).max(1000).default(40).describe('Most instances to scale out to.'),
  alwaysReady: alwaysReadySetting,
  httpConcurrency: z
    .int()
    .min(1)
    .max(1000)
    .optional()
    .describe('HTTP requests one instance takes at a time. Azure decides by memory size when it is not set.'),
  rollingUpdates: z
    .boolean()
    .default(false)
    .describe('Replace instances one by one when a new package arrives.'),
  deployNonce: z.string().default('').describe('Change it to deploy the same package again.'),
  zoneRedundant: z.boolean().default(false).describe('Spread the plan over availability zones.'),
}

type FlexSettings = CommonSettings & z.infer<z.ZodObject<typeof flexSettings>>

const deploymentConnection = 'DEPLOYMENT_STORAGE_CONNECTION_STRING'

/** Flex Consumption: scales to zero, one app per plan, code arrives by OneDeploy only. */
export function flex(settings: FlexSettings): HostingPlan {
  return {
    conflicts: conflicts(settings),
    reservedAppSettings: [...flexReservedAppSettings, deploymentConnection],
    refusals: (app) => [
      ...alwaysReadyRefusals(settings.alwaysReady, app),
      ...pollingBlobTriggers(app.functions),
    ],
    serverFarm: {
      kind: 'functionapp',
      reserved: true,
      sku: { name: 'FC1', tier: 'FlexConsumption' },
      zoneRedundant: settings.zoneRedundant,
    },
    serverFarmSettings: [],
    keepsDeployment: true,
    subnet: { name: 'snet-flex', delegation: 'Microsoft.App/environments', quarter: 0 },
    readsPackages: false,
    hasBasicAuthentication: false,
    // ARM answers error 51021 for most of what siteConfig has on other plans: Azure/azure-cli #31414.
    site: (context) => ({ functionAppConfig: functionAppConfig(settings, context), siteConfig: {} }),
    appSettings,
    deliver: (context, opts) => oneDeploy(context, settings.deployNonce, opts).id,
  }
}

function appSettings({ storageConnectionString }: SiteContext): Record<string, pulumi.Input<string>> {
  return storageConnectionString ? { [deploymentConnection]: storageConnectionString } : {}
}

function functionAppConfig(settings: FlexSettings, context: SiteContext) {
  return {
    deployment: {
      storage: {
        type: web.FunctionsDeploymentStorageType.BlobContainer,
        ...(context.deploymentContainerUrl && { value: context.deploymentContainerUrl }),
        authentication: authentication(context),
      },
    },
    runtime: { name: web.RuntimeName.Custom, version: '1.0' }, // ARM takes any text here; only this one starts
    scaleAndConcurrency: scaleAndConcurrency(settings),
    ...(settings.rollingUpdates && {
      siteUpdateStrategy: { type: web.SiteUpdateStrategyType.RollingUpdate },
    }),
  }
}

function authentication({ identityId, storageConnectionString }: SiteContext) {
  if (storageConnectionString) {
    return {
      type: web.AuthenticationType.StorageAccountConnectionString,
      storageAccountConnectionStringName: deploymentConnection,
    }
  }
  return { type: web.AuthenticationType.UserAssignedIdentity, userAssignedIdentityResourceId: identityId }
}

function scaleAndConcurrency(settings: FlexSettings) {
  const { instanceMemoryMB, maximumInstanceCount, httpConcurrency } = settings
  const alwaysReady = alwaysReadyInstances(settings.alwaysReady)
  return {
    instanceMemoryMB,
    maximumInstanceCount,
    ...(alwaysReady.length > 0 && { alwaysReady }),
    ...(httpConcurrency !== undefined && { triggers: { http: { perInstanceConcurrency: httpConcurrency } } }),
  }
}

function conflicts(settings: FlexSettings): SettingConflict[] {
  const { alwaysReady, existing, maximumInstanceCount, zoneRedundant, delivery, deployNonce } = settings
  const instances = alwaysReadyInstances(alwaysReady)
  const total = instances.reduce((sum, { instanceCount }) => sum + instanceCount, 0)
  const found: SettingConflict[] = []
  if (total > maximumInstanceCount) {
    found.push({
      keys: ['alwaysReady', 'maximumInstanceCount'],
      reason: `${total} instances are to be ready, at most ${maximumInstanceCount} to run. Raise the second or lower the first.`,
    })
  }
  if (deployNonce !== '' && delivery !== 'pulumi') {
    const reason = 'it counts with delivery pulumi only. Remove app:deployNonce.'
    found.push({ keys: ['deployNonce', 'delivery'], reason })
  }
  if (zoneRedundant && instances.some(({ instanceCount }) => instanceCount < 2)) {
    found.push({
      keys: ['alwaysReady', 'zoneRedundant'],
      reason:
        'a zone redundant plan keeps at least 2 instances ready of whatever it keeps ready. Raise the numbers to 2.',
    })
  }
  if (existing.plan !== undefined) {
    found.push({
      keys: ['existing.plan', 'plan'],
      reason: 'a plan of Flex Consumption holds one app, so each app has its own. Remove app:existing.plan.',
    })
  }
  return found
}
