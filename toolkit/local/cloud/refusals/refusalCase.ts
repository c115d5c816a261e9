import type { Props } from '../provider/props.ts'
import type { TestCloud } from '../testCloud.ts'

/** One thing that Azure refuses, how to bring it about here, and where it is known from. */
export interface RefusalCase {
  readonly what: string
  /** The resource type, without `azure-native:`. */
  readonly type: string
  readonly source: string
  /** What this cloud says. */
  readonly says: string
  inputs(cloud: TestCloud): Promise<Props> | Props
}

export const inGroup = { resourceGroupName: 'rg' }

const learn = 'learn.microsoft.com/azure/azure-functions'

/** Where what is refused is known from. */
export const sources = {
  appSettings: `${learn}/functions-app-settings`,
  flex: `${learn}/flex-consumption-plan`,
  scale: `${learn}/functions-scale`,
  runFromPackage: `${learn}/run-functions-from-deployment-package`,
  reference: `${learn}/functions-reference#configure-an-identity-based-connection`,
  names: 'learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules',
  zones: 'learn.microsoft.com/azure/reliability/reliability-app-service',
}

/** A plan by its SKU; answers with its id. */
export async function planOf(cloud: TestCloud, sku: string, more: Props = {}): Promise<string> {
  const name = `plan-${sku.toLowerCase()}`
  const plan = { ...inGroup, name, reserved: true, sku: { name: sku }, ...more }
  return (await cloud.create('web:AppServicePlan', plan)).id
}

/** The inputs of an app on one of the plans that run a package by URL. */
export function siteOn(
  serverFarmId: string,
  settings: Readonly<Record<string, string>> = {},
  siteConfig = {},
): Props {
  const appSettings = Object.entries({
    FUNCTIONS_EXTENSION_VERSION: '~4',
    FUNCTIONS_WORKER_RUNTIME: 'custom',
    ...settings,
  }).map(([name, value]) => ({ name, value }))
  return { ...inGroup, name: 'app', serverFarmId, siteConfig: { ...siteConfig, appSettings } }
}

/** The inputs of an app on Flex Consumption. */
export function flexSite(serverFarmId: string, functionAppConfig: Props = {}, siteConfig: Props = {}): Props {
  const runtime = { name: 'custom', version: '1.0' }
  return {
    ...inGroup,
    name: 'app',
    serverFarmId,
    functionAppConfig: { runtime, ...functionAppConfig },
    siteConfig,
  }
}

/** A container and an identity for the deployment service, with or without the role. */
export async function deploymentStorage(cloud: TestCloud, role?: string) {
  const account = await cloud.create('storage:StorageAccount', { ...inGroup, accountName: 'stone' })
  await cloud.create('storage:BlobContainer', {
    ...inGroup,
    accountName: 'stone',
    containerName: 'app-package',
  })
  const identity = await cloud.create('managedidentity:UserAssignedIdentity', {
    ...inGroup,
    resourceName: 'id',
  })
  if (role) {
    await cloud.create('authorization:RoleAssignment', {
      scope: account.id,
      principalId: identity.outputs.principalId,
      roleDefinitionId: `/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/${role}`,
    })
  }
  const endpoints = account.outputs.primaryEndpoints
  const blob =
    typeof endpoints === 'object' && endpoints !== null ? String(Reflect.get(endpoints, 'blob')) : ''
  return { identity: identity.id, blobEndpoint: blob, container: `${blob}app-package` }
}
