import { packagesAreApart } from './packageKeeping.ts'
import { hostingPlan } from './plans/plans.ts'
import type { SettingConflict } from './settingConflict.ts'
import type { Settings } from './settingsSchema.ts'

/** Settings of what would be created, given next to what is there in its place: they would change nothing. */
export function idleSettings(settings: Settings, given: ReadonlySet<string>): SettingConflict[] {
  const { existing } = settings
  const idle = {
    plan: hostingPlan(settings).serverFarmSettings,
    workspace: ['logRetentionDays', 'logDailyQuotaGb'],
    storageAccount: packagesAreApart(settings) ? [] : ['storageSku'],
  }
  return ownedElsewhere.flatMap((type) =>
    idle[type]
      .filter((name) => existing[type] !== undefined && given.has(name))
      .map((name) => ({
        keys: [name, `existing.${type}`],
        reason: `what is there already stays as its owner has set it up. Remove app:${name}.`,
      })),
  )
}

const ownedElsewhere = ['plan', 'workspace', 'storageAccount'] as const
