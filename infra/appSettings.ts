import * as pulumi from '@pulumi/pulumi'

export interface AppSettingsArgs {
  readonly storageEndpoints: pulumi.Input<{ blob: string; queue: string; table: string }>
  /** With the account key, in a stack that does without role assignments. */
  readonly storageConnectionString?: pulumi.Output<string> | undefined
  readonly clientId: pulumi.Input<string>
  /** Application Insights' connection string, where the stack has telemetry. */
  readonly telemetryConnectionString?: pulumi.Input<string> | undefined
}

/** The app settings every plan has: host storage and telemetry, by identity unless there is a connection string. */
export function appSettings(args: AppSettingsArgs): Record<string, pulumi.Input<string>> {
  return { ...storageSettings(args), ...telemetrySettings(args) }
}

function storageSettings(args: AppSettingsArgs): Record<string, pulumi.Input<string>> {
  if (args.storageConnectionString) return { AzureWebJobsStorage: args.storageConnectionString }
  const endpoints = pulumi.output(args.storageEndpoints)
  return {
    AzureWebJobsStorage__blobServiceUri: endpoints.blob,
    AzureWebJobsStorage__queueServiceUri: endpoints.queue,
    AzureWebJobsStorage__tableServiceUri: endpoints.table,
    AzureWebJobsStorage__credential: 'managedidentity',
    AzureWebJobsStorage__clientId: args.clientId,
  }
}

function telemetrySettings(args: AppSettingsArgs): Record<string, pulumi.Input<string>> {
  if (args.telemetryConnectionString === undefined) return {}
  const connection = { APPLICATIONINSIGHTS_CONNECTION_STRING: args.telemetryConnectionString }
  if (args.storageConnectionString) return connection
  return {
    ...connection,
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: pulumi.interpolate`ClientId=${args.clientId};Authorization=AAD`,
  }
}
