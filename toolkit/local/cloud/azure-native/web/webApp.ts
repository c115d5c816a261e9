import { child, type Props, text } from '../../provider/props.ts'
import type { ResourceRecord } from '../../records.ts'
import type { CloudServices } from '../../services.ts'
import { appSettings } from '../../sites/appSettings.ts'
import { runFromPackage } from '../../sites/runFromPackage.ts'
import { siteEnvironment } from '../../sites/siteEnvironment.ts'
import { armId, nameOf } from '../ids.ts'
import type { ResourceType } from '../resourceType.ts'
import { flexRefusals } from './flexRefusals.ts'
import { requireNetwork } from './networkRefusals.ts'

/** A function app: a port on localhost, behind it a Functions host once a package is deployed. */
export const webApp: ResourceType = {
  token: 'azure-native:web:WebApp',
  nameInput: 'name',
  autoName: 'random',
  replaceOn: ['resourceGroupName', 'location', 'kind'],
  id: (inputs) => armId(inputs, 'Microsoft.Web/sites', 'name'),
  refusals: flexRefusals,
  put,
  remove: ({ id }, { sites }) => sites.remove(nameOf(id)),
  moved: (outputs, { sites }) =>
    outputs.defaultHostName === sites.hostName(text(outputs, 'name')) ? [] : ['defaultHostName'],
}

async function put(inputs: Props, services: CloudServices): Promise<Props> {
  const plan = requirePlan(inputs, services)
  requireNetwork(inputs, plan, services)
  requireDeploymentContainer(inputs, services)
  const name = text(inputs, 'name')
  const defaultHostName = await services.sites.open(name)
  await start(inputs, services)
  return {
    type: 'Microsoft.Web/sites',
    defaultHostName,
    hostNames: [defaultHostName],
    enabledHostNames: [defaultHostName],
    httpsOnly: false, // what this front serves: plain HTTP
    state: 'Running',
    enabled: true,
  }
}

async function start(inputs: Props, services: CloudServices): Promise<void> {
  const packageUrl = appSettings(inputs).WEBSITE_RUN_FROM_PACKAGE
  if (packageUrl?.startsWith('http')) return runFromPackage(inputs, packageUrl, services)
  await services.sites.configure(text(inputs, 'name'), siteEnvironment(inputs, services))
}

function requirePlan(inputs: Props, { records }: CloudServices): ResourceRecord {
  const planId = text(inputs, 'serverFarmId')
  const plan = records.get(planId)
  if (plan === undefined) {
    throw new Error(
      `Cannot find serverFarm with name ${nameOf(planId)}: the app's hosting plan does not exist.`,
    )
  }
  const isFlex = child(plan.inputs, 'sku').tier === 'FlexConsumption'
  if (isFlex && inputs.functionAppConfig === undefined) {
    throw new Error('Site.FunctionAppConfig is required for a Flex Consumption app.')
  }
  if (!isFlex && inputs.functionAppConfig !== undefined) {
    throw new Error('Site.FunctionAppConfig is invalid: it is for Flex Consumption plans (FC1) only.')
  }
  return plan
}

function requireDeploymentContainer(inputs: Props, { records }: CloudServices): void {
  if (inputs.functionAppConfig === undefined) return
  const storage = child(child(child(inputs, 'functionAppConfig'), 'deployment'), 'storage')
  const url = text(storage, 'value')
  const accounts = records.ofType('azure-native:storage:StorageAccount')
  const exists = records.ofType('azure-native:storage:BlobContainer').some(({ id, inputs: container }) => {
    const account = accounts.find((candidate) => id.startsWith(`${candidate.id}/`))
    return (
      account &&
      `${text(child(account.outputs, 'primaryEndpoints'), 'blob')}${text(container, 'containerName')}` === url
    )
  })
  if (exists) return
  throw new Error(
    `The deployment storage of the app, ${url || '(none)'}, is not a container that exists. ` +
      'Create the container first and let the app depend on it (`dependsOn`).',
  )
}
