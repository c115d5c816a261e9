import { child, isProps, list, type Props, text } from '../../provider/props.ts'
import type { CheckFailure } from '../../provider/provider.ts'

// ARM answers error 51021 for these on Flex Consumption: Azure/terraform-azurerm-avm-res-web-site #283, #353, #360,
// Azure/azure-cli #31414.
const siteConfigRefused = [
  'linuxFxVersion',
  'windowsFxVersion',
  'ftpsState',
  'use32BitWorkerProcess',
  'preWarmedInstanceCount',
  'netFrameworkVersion',
  'functionsRuntimeScaleMonitoringEnabled',
  'functionAppScaleLimit',
]

// learn.microsoft.com/azure/azure-functions/functions-app-settings: deprecated or not supported on Flex Consumption
const appSettingsRefused = new Set([
  'ENABLE_ORYX_BUILD',
  'FUNCTIONS_EXTENSION_VERSION',
  'FUNCTIONS_MAX_HTTP_CONCURRENCY',
  'FUNCTIONS_WORKER_DYNAMIC_CONCURRENCY_ENABLED',
  'FUNCTIONS_WORKER_PROCESS_COUNT',
  'FUNCTIONS_WORKER_RUNTIME',
  'FUNCTIONS_WORKER_RUNTIME_VERSION',
  'SCM_DO_BUILD_DURING_DEPLOYMENT',
  'TZ',
  'WEBSITE_CONTENTAZUREFILECONNECTIONSTRING',
  'WEBSITE_CONTENTOVERVNET',
  'WEBSITE_CONTENTSHARE',
  'WEBSITE_DNS_SERVER',
  'WEBSITE_MAX_DYNAMIC_APPLICATION_SCALE_OUT',
  'WEBSITE_MOUNT_ENABLED',
  'WEBSITE_NODE_DEFAULT_VERSION',
  'WEBSITE_RUN_FROM_PACKAGE',
  'WEBSITE_SKIP_CONTENTSHARE_VALIDATION',
  'WEBSITE_TIME_ZONE',
  'WEBSITE_USE_PLACEHOLDER_DOTNETISOLATED',
  'WEBSITE_VNET_ROUTE_ALL',
])

/** What Azure refuses of an app on Flex Consumption. */
export function flexRefusals(inputs: Props): CheckFailure[] {
  if (inputs.functionAppConfig === undefined) return []
  const siteConfig = child(inputs, 'siteConfig')
  const properties = siteConfigRefused
    .filter((name) => siteConfig[name] !== undefined)
    .map((name) => ({
      property: 'siteConfig',
      reason: `Site.SiteConfig.${name} is not valid for Flex Consumption (error 51021). Leave it out.`,
    }))
  const settings = list(siteConfig, 'appSettings')
    .filter(isProps)
    .map(({ name }) => String(name))
    .filter((name) => appSettingsRefused.has(name))
    .map((name) => ({
      property: 'siteConfig',
      reason: `The app setting ${name} is not allowed on Flex Consumption: the platform sets it. Leave it out.`,
    }))
  const { functionAppConfig } = inputs
  if (!isProps(functionAppConfig)) return [...properties, ...settings]
  return [
    ...properties,
    ...settings,
    ...runtimeRefusals(functionAppConfig),
    ...scaleRefusals(child(functionAppConfig, 'scaleAndConcurrency')),
  ]
}

/** ARM takes any runtime version and the app then dies at start (Azure/Azure-Functions #2665): refused here, early. */
function runtimeRefusals(functionAppConfig: Props): CheckFailure[] {
  const { name, version } = child(functionAppConfig, 'runtime')
  if (name === 'custom' && version === '1.0') return []
  return [
    {
      property: 'functionAppConfig',
      reason: `A custom handler runs on runtime 'custom', version '1.0', not on '${name}', '${version}'.`,
    },
  ]
}

// learn.microsoft.com/azure/azure-functions/flex-consumption-plan: instance sizes, always ready instances, scale out
function scaleRefusals(scale: Props): CheckFailure[] {
  const { instanceMemoryMB, maximumInstanceCount } = scale
  const reasons: string[] = []
  if (instanceMemoryMB !== undefined && ![512, 2048, 4096].includes(Number(instanceMemoryMB))) {
    reasons.push(`instanceMemoryMB is ${instanceMemoryMB}: an instance has 512, 2048 or 4096 MB.`)
  }
  if (maximumInstanceCount !== undefined && !isWithin(Number(maximumInstanceCount), 40, 1000)) {
    reasons.push(`maximumInstanceCount is ${maximumInstanceCount}: it has to be from 40 to 1000.`)
  }
  const names = list(scale, 'alwaysReady')
    .filter(isProps)
    .map((group) => text(group, 'name'))
  for (const name of names) {
    if (/^(http|durable|blob|function:.+)$/.test(name)) continue
    reasons.push(`alwaysReady has '${name}': a group is http, durable, blob or function:<name>.`)
  }
  if (new Set(names).size < names.length) reasons.push('alwaysReady names a group twice.')
  return reasons.map((reason) => ({ property: 'functionAppConfig', reason }))
}

function isWithin(value: number, least: number, most: number): boolean {
  return value >= least && value <= most
}
