import type * as pulumi from '@pulumi/pulumi'
import type { FunctionMetadata } from '../toolkit/build/functionMetadata.ts'
import { alertRules } from './alertRules.ts'
import { Alerts } from './alerts.ts'
import { budget } from './budget.ts'
import type { CommonSettings } from './settings.ts'
import type { Telemetry } from './telemetry.ts'

export interface Watched {
  readonly groupId: pulumi.Input<string>
  readonly resourceGroupName: pulumi.Input<string>
  readonly telemetry: Telemetry | undefined
  readonly functions: readonly FunctionMetadata[]
}

/** Tells those of `app:alertEmails` what goes wrong with the app, and with the bill. */
export function watch(settings: CommonSettings, watched: Watched): pulumi.Resource[] {
  const { alertEmails: emails, alertFailures: failures, alertLatencyMs: latencyMs } = settings
  const watchers: pulumi.Resource[] = []
  if (watched.telemetry && emails.length > 0) {
    const { resourceGroupName, telemetry, functions } = watched
    const rules = alertRules(functions, { failures, latencyMs })
    watchers.push(
      new Alerts('alerts', { resourceGroupName, componentId: telemetry.component.id, emails, rules }),
    )
  }
  if (settings.budget !== undefined) {
    watchers.push(budget({ scope: watched.groupId, amount: settings.budget, emails }))
  }
  return watchers
}
