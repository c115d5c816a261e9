import type { Settings } from '../settings.ts'
import { flex } from './flex.ts'
import type { HostingPlan } from './plan.ts'

const plans: Record<Settings['plan'], HostingPlan> = { flex }

export function planNamed(name: Settings['plan']): HostingPlan {
  return plans[name]
}
