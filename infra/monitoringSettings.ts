import { z } from 'zod'
import type { SettingConflict } from './settingConflict.ts'

/** What is told, and to whom. */
export const monitoringSettings = {
  logLevel: z
    .enum(['Trace', 'Debug', 'Information', 'Warning', 'Error', 'Critical', 'None'])
    .optional()
    .describe('Least severe logs to keep, in place of what host.json says.'),
  logItemsPerSecond: z
    .int()
    .min(0)
    .max(1000)
    .optional()
    .describe(
      'Telemetry items a second and instance before only a sample is kept, in place of what host.json says. 0 keeps all.',
    ),
  alertEmails: z
    .array(z.email('it has to be an e-mail address.'))
    .default([])
    .describe(
      'Whom to tell of failures, slow answers, poisoned messages and timers that do not run. Without any there are no alerts.',
    ),
  alertFailures: z
    .int()
    .min(0)
    .max(1_000_000)
    .default(5)
    .describe('Failed invocations in 15 minutes before anybody is told.'),
  alertLatencyMs: z
    .int()
    .min(1)
    .max(240_000)
    .default(2000)
    .describe('Milliseconds that 95 % of the HTTP requests have to be answered in.'),
  budget: z
    .number()
    .positive()
    .optional()
    .describe(
      'What a month may cost, in the currency of the bill: `app:alertEmails` are told at 80 %, and when it will cost more.',
    ),
}

type MonitoringSettings = z.infer<z.ZodObject<typeof monitoringSettings>>

export function monitoringConflicts({
  alertEmails,
  budget,
  logLevel,
  monitoring,
}: MonitoringSettings & { readonly monitoring: boolean }): SettingConflict[] {
  const found: SettingConflict[] = []
  if (budget !== undefined && alertEmails.length === 0) {
    const reason = 'nobody would be told of the cost. Name somebody in app:alertEmails, or remove app:budget.'
    found.push({ keys: ['budget', 'alertEmails'], reason })
  }
  if (new Set(alertEmails).size < alertEmails.length) {
    found.push({ keys: ['alertEmails'], reason: 'an address stands there twice. Name each once.' })
  }
  if (alertEmails.length > 0 && !monitoring) {
    const reason =
      'alerts ask the telemetry, and there is none. Set app:monitoring to true, or remove app:alertEmails.'
    found.push({ keys: ['alertEmails', 'monitoring'], reason })
  }
  if (alertEmails.length > 0 && logLevel !== undefined && ['Error', 'Critical', 'None'].includes(logLevel)) {
    const reason =
      'the host tells of poisoned messages in a warning, which would not be kept. Set app:logLevel to Warning.'
    found.push({ keys: ['logLevel', 'alertEmails'], reason })
  }
  return found
}
