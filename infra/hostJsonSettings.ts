interface LogSettings {
  readonly logLevel?: string | undefined
  readonly logItemsPerSecond?: number | undefined
}

const logging = 'AzureFunctionsJobHost__logging'
export const sampling = `${logging}__applicationInsights__samplingSettings`

/**
 * App settings that take the place of what host.json says of logs. The package stays the same in every environment
 * (learn.microsoft.com/azure/azure-functions/functions-host-json#override-hostjson-values).
 */
export function hostJsonSettings({ logLevel, logItemsPerSecond }: LogSettings): Record<string, string> {
  return {
    ...(logLevel !== undefined && { [`${logging}__logLevel__default`]: logLevel }),
    ...(logItemsPerSecond === 0 && { [`${sampling}__isEnabled`]: 'false' }),
    ...(logItemsPerSecond && { [`${sampling}__maxTelemetryItemsPerSecond`]: String(logItemsPerSecond) }),
  }
}
