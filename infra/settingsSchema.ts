import { z } from 'zod'
import { consumptionSettings } from './plans/consumption.ts'
import { dedicatedSettings } from './plans/dedicated.ts'
import { flexSettings } from './plans/flex.ts'
import { premiumSettings } from './plans/premium.ts'
import { commonSettings } from './settings.ts'

/** The settings that a plan has besides the common ones, or in place of them. */
export const planSettings = {
  flex: flexSettings,
  premium: premiumSettings,
  consumption: consumptionSettings,
  dedicated: dedicatedSettings,
}

export type PlanName = keyof typeof planSettings

export const defaultPlan: PlanName = 'flex'

const plan = <Name extends PlanName>(name: Name) => z.literal(name).describe('Hosting plan.')

/** Every setting of a stack on each plan. */
export const settingsSchemas = {
  flex: z.strictObject({ plan: plan('flex'), ...commonSettings, ...flexSettings }),
  premium: z.strictObject({ plan: plan('premium'), ...commonSettings, ...premiumSettings }),
  consumption: z.strictObject({ plan: plan('consumption'), ...commonSettings, ...consumptionSettings }),
  dedicated: z.strictObject({ plan: plan('dedicated'), ...commonSettings, ...dedicatedSettings }),
}

export type Settings = z.infer<(typeof settingsSchemas)[PlanName]>

export function isPlanName(name: unknown): name is PlanName {
  return typeof name === 'string' && Object.hasOwn(settingsSchemas, name)
}
