import { decidesOnRequestLogs, logSettings } from './alertLogs.ts'
import { existingConflicts } from './existingSettings.ts'
import { idleSettings } from './idleSettings.ts'
import { monitoringConflicts } from './monitoringSettings.ts'
import { networkConflicts } from './networkSettings.ts'
import { hostingPlan } from './plans/plans.ts'
import type { SettingConflict } from './settingConflict.ts'
import type { Settings } from './settingsSchema.ts'

/**
 * A line for every pair of settings that do not go together.
 * @param known those that are wrong anyway and not judged
 * @param given those that are not there by default
 */
export function settingConflicts(
  settings: Settings,
  known: ReadonlySet<string>,
  given: ReadonlySet<string>,
): string[] {
  const plan = hostingPlan(settings)
  return [
    ...plan.conflicts,
    ...appSettingConflicts(settings, plan.reservedAppSettings),
    ...connectionConflicts(settings),
    ...deliveryConflicts(settings),
    ...existingConflicts(settings),
    ...idleSettings(settings, given),
    ...monitoringConflicts(settings),
    ...networkConflicts(settings),
  ]
    .filter(({ keys }) => !keys.some((key) => known.has(key)))
    .map(({ keys, reason }) => `${keys.map((key) => `app:${key}`).join(' and ')}: ${reason}`)
}

function appSettingConflicts(settings: Settings, reserved: readonly string[]): SettingConflict[] {
  const { alertEmails, appSettings, connections, monitoring, plan } = settings
  const ofLogs = Object.keys(logSettings(settings, new Map()))
  const taken = new Set([...reserved, ...(monitoring ? telemetrySettings : []), ...ofLogs])
  const ofStorage = (name: string) => /^AzureWebJobsStorage(__.*)?$/i.test(name)
  const ofConnections = (name: string) => Object.hasOwn(connections, name.split('__')[0] ?? '')
  return Object.keys(appSettings).flatMap((name) => {
    if (ofConnections(name)) {
      const reason = `${name} is set by app:connections too. Keep one of the two.`
      return [{ keys: ['appSettings', 'connections'], reason }]
    }
    if (alertEmails.length > 0 && decidesOnRequestLogs(name)) {
      const reason =
        `${name} decides which requests are logged, and alerts count them. ` +
        'Use app:logLevel and app:logItemsPerSecond in its place.'
      return [{ keys: ['appSettings', 'alertEmails'], reason }]
    }
    if (!ofStorage(name) && ![...taken].some((other) => other.toLowerCase() === name.toLowerCase())) return []
    const reason = `${name} is set by the stack or the platform on plan ${plan} and cannot be given. Remove it.`
    return [{ keys: ['appSettings'], reason }]
  })
}

const telemetrySettings = [
  'APPLICATIONINSIGHTS_CONNECTION_STRING',
  'APPLICATIONINSIGHTS_AUTHENTICATION_STRING',
  'APPINSIGHTS_INSTRUMENTATIONKEY',
]

function connectionConflicts({ auth, connections }: Settings): SettingConflict[] {
  return Object.entries(connections).flatMap(([name, { resourceId, ...services }]) => {
    const keys = [`connections.${name}`]
    if (/^AzureWebJobsStorage$/i.test(name)) {
      return [{ keys, reason: 'this is the storage of the app, which the stack sets itself. Remove it.' }]
    }
    if (Object.keys(services).length === 0) {
      const reason =
        'nothing says where the service is. Set fullyQualifiedNamespace, or the URI of the service.'
      return [{ keys, reason }]
    }
    if (resourceId === undefined || auth === 'identity') return []
    const reason =
      'with app:auth connectionString nobody writes the role on resourceId. ' +
      `Remove resourceId, or give the connection string as app:appSettings.${name} in place of the connection.`
    return [{ keys, reason }]
  })
}

function deliveryConflicts({
  delivery,
  exportFunctionKey,
  release,
  packageStore,
}: Settings): SettingConflict[] {
  const found: SettingConflict[] = []
  if (delivery === 'pulumi') return found
  const kept = `packages are kept with delivery pulumi only, not with ${delivery}.`
  if (release) found.push({ keys: ['release', 'delivery'], reason: `${kept} Remove app:release.` })
  if (packageStore === 'separate') {
    found.push({ keys: ['packageStore', 'delivery'], reason: `${kept} Remove app:packageStore.` })
  }
  if (exportFunctionKey && delivery === 'external') {
    const reason =
      'only an app that runs has keys, and this one gets its package later. Remove app:exportFunctionKey.'
    found.push({ keys: ['exportFunctionKey', 'delivery'], reason })
  }
  return found
}
