import * as pulumi from '@pulumi/pulumi'

export interface AppSettingsArgs {
  readonly storageEndpoints: pulumi.Input<{ blob: string; queue: string; table: string }>
  readonly clientId: pulumi.Input<string>
  /** Application Insights' connection string, where the stack has telemetry. */
  readonly telemetryConnectionString?: pulumi.Input<string> | undefined
}

/** The app settings every plan has: host storage and telemetry by identity, no key among them. */
export function appSettings(args: AppSettingsArgs): Record<string, pulumi.Input<string>> {
  const endpoints = pulumi.output(args.storageEndpoints)
  const storage = {
    AzureWebJobsStorage__blobServiceUri: endpoints.blob,
    AzureWebJobsStorage__queueServiceUri: endpoints.queue,
    AzureWebJobsStorage__tableServiceUri: endpoints.table,
    AzureWebJobsStorage__credential: 'managedidentity',
    AzureWebJobsStorage__clientId: args.clientId,
  }
  if (args.telemetryConnectionString === undefined) return storage
  return {
    ...storage,
    APPLICATIONINSIGHTS_CONNECTION_STRING: args.telemetryConnectionString,
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: pulumi.interpolate`ClientId=${args.clientId};Authorization=AAD`,
  }
}
