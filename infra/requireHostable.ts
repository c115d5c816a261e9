import { UserError } from '../toolkit/build/userError.ts'
import type { HostedApp, HostingPlan } from './plans/plan.ts'
import { withoutStackTrace } from './runErrors.ts'
import { reservedContainers } from './storageNeeds.ts'

/** Ends the run with everything that keeps the app from running on the plan. */
export function requireHostable(app: HostedApp, plan: HostingPlan): Promise<void> {
  const refusals = [...reservedContainers(app.functions), ...plan.refusals(app)]
  return withoutStackTrace(() => {
    if (refusals.length === 0) return
    throw new UserError(
      'app-refused',
      ['The functions cannot run in this stack:', ...refusals.map((line) => `  - ${line}`)].join('\n'),
    )
  })
}
