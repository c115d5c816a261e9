import type { Settings } from '../settingsSchema.ts'
import { consumption } from './consumption.ts'
import { dedicated } from './dedicated.ts'
import { flex } from './flex.ts'
import type { HostingPlan } from './plan.ts'
import { premium } from './premium.ts'

/** The plan that the settings ask for: the one place that looks which it is. */
export function hostingPlan(settings: Settings): HostingPlan {
  switch (settings.plan) {
    case 'flex':
      return flex(settings)
    case 'consumption':
      return consumption(settings)
    case 'premium':
      return premium(settings)
    case 'dedicated':
      return dedicated(settings)
  }
}
