import { z } from 'zod'
import type { CommonSettings } from '../settings.ts'
import * as packageByUrl from './packageByUrl.ts'
import type { HostedApp, HostingPlan } from './plan.ts'

export const consumptionSettings = {
  packageAccess: packageByUrl.packageAccess,
  maximumInstanceCount: z
    .int()
    .min(1)
    .max(100)
    .optional()
    .describe('Most instances to scale out to. Azure takes 100 when it is not set.'),
  delivery: z
    .enum(['pulumi'])
    .default('pulumi')
    .describe(
      'This program brings the package to the app: what another tool writes into its settings, the next update would undo.',
    ),
  network: z
    .enum(['public'])
    .default('public')
    .describe('The app reaches its storage over the Internet: this plan has no virtual network.'),
}

type ConsumptionSettings = CommonSettings & z.infer<z.ZodObject<typeof consumptionSettings>>

/** Consumption on Linux: scales to zero. Microsoft retires it. */
export function consumption(settings: ConsumptionSettings): HostingPlan {
  const { maximumInstanceCount } = settings
  return {
    warning:
      'The plan consumption is retired on 2028-09-30 and has had no new features since 2025-09-30. ' +
      'Plan flex takes its place: `pulumi config set app:plan flex`.',
    conflicts: packageByUrl.conflicts(settings),
    reservedAppSettings: packageByUrl.reservedAppSettings,
    refusals,
    serverFarm: { kind: 'functionapp', reserved: true, sku: { name: 'Y1', tier: 'Dynamic' } },
    serverFarmSettings: [],
    keepsDeployment: false,
    readsPackages: packageByUrl.readsPackages(settings),
    hasBasicAuthentication: true,
    site: () => ({
      siteConfig: {
        ...packageByUrl.siteConfig,
        ...(maximumInstanceCount !== undefined && { functionAppScaleLimit: maximumInstanceCount }),
      },
    }),
    appSettings: (context) => packageByUrl.appSettings(settings.packageAccess, context),
    deliver: packageByUrl.deliver,
  }
}

const tenMinutes = 10 * 60_000

function refusals({ functionTimeout }: HostedApp): string[] {
  if (functionTimeout === undefined || functionTimeout <= tenMinutes) return []
  return [
    'host.json has a functionTimeout of more than 10 minutes, the most on plan consumption. Lower it there.',
  ]
}
