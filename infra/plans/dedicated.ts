import { z } from 'zod'
import type { SettingConflict } from '../settingConflict.ts'
import type { CommonSettings } from '../settings.ts'
import * as packageByUrl from './packageByUrl.ts'
import type { HostingPlan } from './plan.ts'

const tiers = {
  ...{ B1: 'Basic', B2: 'Basic', B3: 'Basic' },
  ...{ S1: 'Standard', S2: 'Standard', S3: 'Standard' },
  ...{ P0v3: 'Premium0V3', P1v3: 'PremiumV3', P2v3: 'PremiumV3', P3v3: 'PremiumV3' },
  ...{ P1mv3: 'PremiumMV3', P2mv3: 'PremiumMV3', P3mv3: 'PremiumMV3' },
  ...{ P4mv3: 'PremiumMV3', P5mv3: 'PremiumMV3' },
} as const
type Sku = keyof typeof tiers

const isSku = (name: string): name is Sku => Object.hasOwn(tiers, name)

export const dedicatedSettings = {
  planSku: z.enum(Object.keys(tiers).filter(isSku)).default('B1').describe('Size of an instance.'),
  packageAccess: packageByUrl.packageAccess,
  alwaysReady: z
    .int()
    .min(1)
    .max(30)
    .default(1)
    .describe('Instances: all of them always run, and are billed.'),
  zoneRedundant: z.boolean().default(false).describe('Spread the plan over availability zones.'),
}

type DedicatedSettings = CommonSettings & z.infer<z.ZodObject<typeof dedicatedSettings>>

/** An App Service plan: a fixed number of instances that always run. */
export function dedicated(settings: DedicatedSettings): HostingPlan {
  const { planSku, alwaysReady, zoneRedundant } = settings
  return {
    conflicts: [...packageByUrl.conflicts(settings), ...conflicts(settings)],
    reservedAppSettings: packageByUrl.reservedAppSettings,
    refusals: () => [],
    serverFarm: {
      kind: 'linux',
      reserved: true,
      sku: { name: planSku, tier: tiers[planSku], capacity: alwaysReady },
      zoneRedundant,
    },
    serverFarmSettings: ['planSku', 'alwaysReady', 'zoneRedundant'],
    keepsDeployment: false,
    subnet: { name: 'snet-dedicated', delegation: 'Microsoft.Web/serverFarms', quarter: 2 },
    readsPackages: packageByUrl.readsPackages(settings),
    hasBasicAuthentication: true,
    // Without alwaysOn an idle app is unloaded, and its timers and queues with it.
    site: () => ({ siteConfig: { ...packageByUrl.siteConfig, alwaysOn: true } }),
    appSettings: (context) => packageByUrl.appSettings(settings.packageAccess, context),
    deliver: packageByUrl.deliver,
  }
}

function conflicts({ planSku, alwaysReady, zoneRedundant }: DedicatedSettings): SettingConflict[] {
  const found: SettingConflict[] = []
  if (zoneRedundant && !planSku.startsWith('P')) {
    found.push({
      keys: ['zoneRedundant', 'planSku'],
      reason: `${planSku} has no availability zones. Take a size from P0v3 up.`,
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
