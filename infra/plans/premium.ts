import { z } from 'zod'
import type { SettingConflict } from '../settingConflict.ts'
import type { CommonSettings } from '../settings.ts'
import * as packageByUrl from './packageByUrl.ts'
import type { HostingPlan } from './plan.ts'

export const premiumSettings = {
  planSku: z.enum(['EP1', 'EP2', 'EP3']).default('EP1').describe('Size of an instance: 3.5, 7 or 14 GB.'),
  packageAccess: packageByUrl.packageAccess,
  alwaysReady: z.int().min(1).max(20).default(1).describe('Instances that always run, and are billed.'),
  maximumInstanceCount: z.int().min(1).max(100).default(20).describe('Most instances to scale out to.'),
  zoneRedundant: z.boolean().default(false).describe('Spread the plan over availability zones.'),
}

type PremiumSettings = CommonSettings & z.infer<z.ZodObject<typeof premiumSettings>>

/** Elastic Premium: scales out from instances that always run. */
export function premium(settings: PremiumSettings): HostingPlan {
  const { planSku, alwaysReady, maximumInstanceCount, zoneRedundant } = settings
  return {
    conflicts: [...packageByUrl.conflicts(settings), ...conflicts(settings)],
    reservedAppSettings: packageByUrl.reservedAppSettings,
    refusals: () => [],
    serverFarm: {
      kind: 'elastic',
      reserved: true,
      sku: { name: planSku, tier: 'ElasticPremium', family: 'EP', size: planSku, capacity: alwaysReady },
      elasticScaleEnabled: true,
      maximumElasticWorkerCount: maximumInstanceCount,
      zoneRedundant,
    },
    serverFarmSettings: ['planSku', 'maximumInstanceCount', 'zoneRedundant'],
    keepsDeployment: false,
    subnet: { name: 'snet-premium', delegation: 'Microsoft.Web/serverFarms', quarter: 1 },
    readsPackages: packageByUrl.readsPackages(settings),
    hasBasicAuthentication: true,
    site: () => ({
      siteConfig: {
        ...packageByUrl.siteConfig,
        alwaysOn: false, // the plan keeps instances ready by itself
        minimumElasticInstanceCount: alwaysReady,
        // The platform does not see a queue in a private network; the runtime does, and says when to scale.
        ...(settings.network === 'private' && { functionsRuntimeScaleMonitoringEnabled: true }),
      },
    }),
    appSettings: (context) => packageByUrl.appSettings(settings.packageAccess, context),
    deliver: packageByUrl.deliver,
  }
}

function conflicts({ alwaysReady, maximumInstanceCount, zoneRedundant }: PremiumSettings): SettingConflict[] {
  const found: SettingConflict[] = []
  if (alwaysReady > maximumInstanceCount) {
    found.push({
      keys: ['alwaysReady', 'maximumInstanceCount'],
      reason: `${alwaysReady} instances are to be ready, at most ${maximumInstanceCount} to run. Raise the second or lower the first.`,
    })
  }
  if (zoneRedundant && alwaysReady < 2) {
    found.push({
      keys: ['zoneRedundant', 'alwaysReady'],
      reason: 'a zone redundant plan needs at least 2 instances. Raise app:alwaysReady to 2.',
    })
  }
  return found
}
