import type { LogLevel } from '../toolkit/build/logLevels.ts'
import { hostJsonSettings, sampling } from './hostJsonSettings.ts'
import type { CommonSettings } from './settings.ts'

/*
 * Alerts count requests. The host tells of a request in the category Host.Results, of one that went well as
 * Information; without these, or with a sample of them, a timer that runs looks like one that does not.
 * learn.microsoft.com/azure/azure-functions/configure-monitoring#configure-categories
 */
const category = 'Host.Results'

type LogSettings = Pick<CommonSettings, 'alertEmails' | 'logLevel' | 'logItemsPerSecond'>
type HostLevels = ReadonlyMap<string, LogLevel>

/** App settings that say what is logged: what the stack's settings ask for, and what the alerts need. */
export function logSettings(settings: LogSettings, host: HostLevels): Record<string, string> {
  const asked = hostJsonSettings(settings)
  if (settings.alertEmails.length === 0) return asked
  return {
    ...asked,
    // Names of app settings have no dots on Linux, so that Host.Results itself cannot be named.
    ...(!isLogged(settings, host) && { AzureFunctionsJobHost__logging__logLevel__Host: 'Information' }),
    ...(settings.logItemsPerSecond !== 0 && { [`${sampling}__excludedTypes`]: 'Request' }),
  }
}

/** Whether an app setting of that name has a say in which requests are logged: a stack with alerts decides it by itself. */
export function decidesOnRequestLogs(name: string): boolean {
  return /^AzureFunctionsJobHost__logging__(logLevel__(default|Host)$|applicationInsights__samplingSettings__)/i.test(
    name,
  )
}

/** Why alerts would go off for ever, a sentence with the mend. */
export function alertRefusals({ alertEmails, logLevel }: LogSettings, host: HostLevels): string[] {
  const [rule] = ruleFor(host)
  if (alertEmails.length === 0 || rule === undefined || isLogged({ logLevel }, host)) return []
  if (rule.toLowerCase() === 'host' || rule.toLowerCase() === 'default') return [] // an app setting says otherwise
  return [
    `host.json keeps ${rule} from ${host.get(rule)} up, and alerts count requests, which are logged there as information. ` +
      `Set logging.logLevel.${rule} to Information, or remove app:alertEmails.`,
  ]
}

function isLogged({ logLevel }: Pick<LogSettings, 'logLevel'>, host: HostLevels): boolean {
  const [rule, ofHost] = ruleFor(host)
  const isDefault = rule === undefined || rule.toLowerCase() === 'default'
  const level = isDefault && logLevel !== undefined ? logLevel.toLowerCase() : (ofHost ?? 'information')
  return ['trace', 'debug', 'information'].includes(level)
}

/** The rule of host.json that decides: the longest beginning of the category. */
function ruleFor(host: HostLevels): [rule?: string, level?: LogLevel] {
  const [longest] = [...host]
    .filter(([beginning]) => category.toLowerCase().startsWith(beginning.toLowerCase()))
    .sort(([a], [b]) => b.length - a.length)
  return longest ?? [...host].find(([beginning]) => beginning.toLowerCase() === 'default') ?? []
}
