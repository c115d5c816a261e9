import { describe, expect, it } from 'vitest'
import { openTestCloud } from '../testCloud.ts'
import { siteEnvironment } from './siteEnvironment.ts'

const site = (settings: Record<string, string>) => ({
  name: 'shop',
  siteConfig: { appSettings: Object.entries(settings).map(([name, value]) => ({ name, value })) },
})
const byIdentity = (clientId: unknown) => ({
  AzureWebJobsStorage__blobServiceUri: 'http://127.0.0.1:1/stone/',
  AzureWebJobsStorage__queueServiceUri: 'http://127.0.0.1:2/stone/',
  AzureWebJobsStorage__credential: 'managedidentity',
  AzureWebJobsStorage__clientId: String(clientId),
  COLOUR: 'red',
})

async function cloudWithIdentity() {
  const cloud = await openTestCloud()
  const account = await cloud.create('storage:StorageAccount', {
    resourceGroupName: 'rg',
    accountName: 'stone',
  })
  const identity = await cloud.create('managedidentity:UserAssignedIdentity', { resourceGroupName: 'rg' })
  const assign = (roleId: string) =>
    cloud.create('authorization:RoleAssignment', {
      scope: account.id,
      principalId: identity.outputs.principalId,
      roleDefinitionId: `/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/${roleId}`,
    })
  await cloud.create('storage:Queue', { resourceGroupName: 'rg', accountName: 'stone', queueName: 'orders' })
  return { ...cloud, clientId: identity.outputs.clientId, assign }
}

describe('siteEnvironment', { timeout: 60_000 }, () => {
  it('turns a connection by identity into a connection string, where the identity has the role', async () => {
    const { services, clientId, assign } = await cloudWithIdentity()
    await assign('b7e6dc6d-f1e8-4753-8033-0f276bb0955b')
    await assign('974c5e8b-45b9-4653-ba55-5f855dd0fb88')
    expect(siteEnvironment(site(byIdentity(clientId)), services)).toEqual({
      AzureWebJobsStorage: services.storage.access('stone')?.connectionString,
      COLOUR: 'red',
      FUNCTIONS_EXTENSION_VERSION: '~4',
      FUNCTIONS_WORKER_RUNTIME: 'custom',
      WEBSITE_SITE_NAME: 'shop',
      WEBSITE_HOSTNAME: '',
    })
  })

  it('refuses it where the role of a service is missing, as the storage service would', async () => {
    const { services, clientId, assign } = await cloudWithIdentity()
    await assign('b7e6dc6d-f1e8-4753-8033-0f276bb0955b')
    expect(() => siteEnvironment(site(byIdentity(clientId)), services)).toThrow(
      `AuthorizationPermissionMismatch: the identity of connection AzureWebJobsStorage (client id ${clientId}) ` +
        "has no Storage Queue Data Contributor role on the storage account 'stone'. Assign the role and let the app depend on it.",
    )
  })

  it('refuses an account that does not exist', async () => {
    const { services } = await openTestCloud()
    expect(() => siteEnvironment(site({ Orders__accountName: 'gone' }), services)).toThrow(
      "The connection Orders names the storage account 'gone', which does not exist.",
    )
  })
})
