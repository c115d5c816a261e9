import type { Places } from './places.ts'
import type { CommonSettings } from './settings.ts'
import { Telemetry } from './telemetry.ts'

/** Where the app writes its logs and telemetry, unless it is to do without. */
export function appTelemetry(settings: CommonSettings, places: Places): Telemetry | undefined {
  if (!settings.monitoring) return undefined
  return new Telemetry('telemetry', {
    resourceGroupName: places.resourceGroupName,
    retentionInDays: settings.logRetentionDays,
    dailyQuotaGb: settings.logDailyQuotaGb,
    identityOnly: settings.auth === 'identity',
    existingWorkspaceId: places.existing.workspace,
  })
}
