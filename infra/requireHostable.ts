import { UserError } from '../toolkit/build/userError.ts'
import { alertRefusals } from './alertLogs.ts'
import { connectionRefusals } from './connections.ts'
import type { HostedApp, HostingPlan } from './plans/plan.ts'
import { withoutStackTrace } from './runErrors.ts'
import type { CommonSettings } from './settings.ts'
import { reservedContainers } from './storageNeeds.ts'

/** Ends the run with everything that keeps the app from running on the plan. */
export function requireHostable(app: HostedApp, plan: HostingPlan, settings: CommonSettings): Promise<void> {
  const refusals = [
    ...reservedContainers(app.functions),
    ...connectionRefusals(app.functions, settings),
    ...alertRefusals(settings, app.logLevels),
    ...plan.refusals(app),
  ]
  return withoutStackTrace(() => {
    if (refusals.length === 0) return
    throw new UserError(
      'app-refused',
      ['The functions cannot run in this stack:', ...refusals.map((line) => `  - ${line}`)].join('\n'),
    )
  })
}
