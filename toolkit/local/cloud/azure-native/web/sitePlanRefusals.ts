import { child, type Props, text } from '../../provider/props.ts'
import type { ResourceRecord } from '../../records.ts'
import type { CloudServices } from '../../services.ts'
import { appSettings } from '../../sites/appSettings.ts'
import { armId, nameOf } from '../ids.ts'
import { type PlanKind, skuOf } from './skus.ts'

/** The plan of an app; refuses an app that Azure would not take, or not run, on it. */
export function requirePlan(inputs: Props, services: CloudServices): ResourceRecord {
  const planId = text(inputs, 'serverFarmId')
  const plan = services.records.get(planId)
  if (plan === undefined) {
    throw new Error(
      `Cannot find serverFarm with name ${nameOf(planId)}: the app's hosting plan does not exist.`,
    )
  }
  const kind = skuOf(plan.inputs)?.kind ?? 'dedicated'
  const refusals = [
    ...functionAppConfigRefusals(inputs, kind),
    ...(kind === 'flex' ? neighbourRefusals(inputs, planId, services) : settingRefusals(inputs)),
    ...(kind === 'consumption' ? consumptionRefusals(inputs) : []),
  ]
  if (refusals.length > 0) throw new Error(refusals.join('\n'))
  return plan
}

// Azure/azure-rest-api-specs #31730
function functionAppConfigRefusals(inputs: Props, kind: PlanKind): string[] {
  const given = inputs.functionAppConfig !== undefined
  if (kind === 'flex') return given ? [] : ['Site.FunctionAppConfig is required for a Flex Consumption app.']
  return given ? ['Site.FunctionAppConfig is invalid: it is for Flex Consumption plans (FC1) only.'] : []
}

// learn.microsoft.com/azure/azure-functions/flex-consumption-plan#considerations
function neighbourRefusals(inputs: Props, planId: string, { records }: CloudServices): string[] {
  const neighbour = records
    .ofType('azure-native:web:WebApp')
    .find(
      (site) =>
        site.inputs.serverFarmId === planId && site.id !== armId(inputs, 'Microsoft.Web/sites', 'name'),
    )
  if (neighbour === undefined) return []
  return [
    `The plan ${nameOf(planId)} has an app, ${nameOf(neighbour.id)}: Flex Consumption holds one app per plan.`,
  ]
}

/** Azure takes these, and the app then has no functions: refused here, early (functions-app-settings). */
function settingRefusals(inputs: Props): string[] {
  const settings = appSettings(inputs)
  const wanted = { FUNCTIONS_EXTENSION_VERSION: '~4', FUNCTIONS_WORKER_RUNTIME: 'custom' }
  return Object.entries(wanted)
    .filter(([name, value]) => settings[name] !== value)
    .map(
      ([name, value]) =>
        `The app setting ${name} is '${settings[name] ?? ''}': a custom handler needs '${value}' on this plan.`,
    )
}

function consumptionRefusals(inputs: Props): string[] {
  const siteConfig = child(inputs, 'siteConfig')
  const refusals: string[] = []
  if (siteConfig.alwaysOn === true) {
    refusals.push('AlwaysOn cannot be set for this site as the plan does not allow it: leave it out on Y1.')
  }
  if (Number(siteConfig.functionAppScaleLimit ?? 0) > 100) {
    refusals.push('functionAppScaleLimit is more than 100, the most on a Consumption plan on Linux.')
  }
  if (appSettings(inputs).WEBSITE_RUN_FROM_PACKAGE === '1') {
    refusals.push(
      'WEBSITE_RUN_FROM_PACKAGE is 1, which Consumption on Linux does not support: give the URL of the package.',
    )
  }
  return refusals
}
