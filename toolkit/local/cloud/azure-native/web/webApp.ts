import { type Props, text } from '../../provider/props.ts'
import type { CloudServices } from '../../services.ts'
import { appSettings } from '../../sites/appSettings.ts'
import { runFromPackage } from '../../sites/runFromPackage.ts'
import { siteEnvironment } from '../../sites/siteEnvironment.ts'
import { armId, nameOf } from '../ids.ts'
import type { ResourceType } from '../resourceType.ts'
import { requireDeploymentStorage } from './deploymentStorage.ts'
import { flexRefusals } from './flexRefusals.ts'
import { requireKeyAccess } from './keyRefusals.ts'
import { requireNetwork } from './networkRefusals.ts'
import { requirePlan } from './sitePlanRefusals.ts'

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
  requireKeyAccess(inputs, services)
  requireDeploymentStorage(inputs, services)
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
