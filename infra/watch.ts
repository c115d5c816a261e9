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
export function watch(settings: CommonSettings, watched: Watched): void {
  const { alertEmails, alertFailures, alertLatencyMs } = settings
  if (watched.telemetry && alertEmails.length > 0) {
    new Alerts('alerts', {
      resourceGroupName: watched.resourceGroupName,
      componentId: watched.telemetry.component.id,
      emails: alertEmails,
      rules: alertRules(watched.functions, { failures: alertFailures, latencyMs: alertLatencyMs }),
    })
  }
  if (settings.budget !== undefined) {
    budget({ scope: watched.groupId, amount: settings.budget, emails: alertEmails })
  }
}
