import type * as pulumi from '@pulumi/pulumi'
import { logSettings } from './alertLogs.ts'
import { appSettings } from './appSettings.ts'
import { connectionSettings } from './connections.ts'
import type { HostFacts } from './hostFacts.ts'
import type { Identity } from './identity.ts'
import type { CommonSettings } from './settings.ts'
import type { Storage } from './storage.ts'
import type { Telemetry } from './telemetry.ts'
import { userAppSettings } from './userAppSettings.ts'

export interface SiteSettingsArgs {
  readonly storage: Storage
  /** With the account key, in a stack that does without role assignments. */
  readonly connectionString: pulumi.Output<string> | undefined
  readonly identity: Identity
  readonly telemetry: Telemetry | undefined
}

/** Every app setting of the app, whatever the plan: those that it needs, and those of the stack file. */
export function siteSettings(
  settings: CommonSettings,
  { logLevels }: HostFacts,
  { storage, connectionString, identity, telemetry }: SiteSettingsArgs,
): Record<string, pulumi.Input<string>> {
  const { clientId } = identity.identity
  return {
    ...appSettings({
      storageEndpoints: storage.account.primaryEndpoints,
      storageConnectionString: connectionString,
      clientId,
      telemetryConnectionString: telemetry?.component.connectionString,
    }),
    ...connectionSettings(settings, clientId),
    ...logSettings(settings, logLevels),
    ...userAppSettings(settings),
  }
}
