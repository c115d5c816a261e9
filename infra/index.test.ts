import { beforeAll, describe, expect, it } from 'vitest'
import { type ProgramRun, runProgram } from './testing/program.ts'

let run: ProgramRun

beforeAll(async () => {
  run = await runProgram({
    'app:tags': '{"team":"orders"}',
    'app:maximumInstanceCount': '100',
    'app:exportFunctionKey': 'true',
  })
})

describe('the stack on Flex Consumption', () => {
  it('asks for exactly this of the function app', () => {
    expect(run.only('web:WebApp').inputs).toEqual({
      name: expect.stringMatching(/^func-shop-dev-[a-z0-9]{6}$/),
      resourceGroupName: 'rg-name',
      kind: 'functionapp,linux',
      reserved: true,
      serverFarmId: '/mock/azure-native:web:AppServicePlan/plan',
      identity: {
        type: 'UserAssigned',
        userAssignedIdentities: ['/mock/azure-native:managedidentity:UserAssignedIdentity/identity'],
      },
      keyVaultReferenceIdentity: '/mock/azure-native:managedidentity:UserAssignedIdentity/identity',
      httpsOnly: true,
      clientAffinityEnabled: false,
      publicNetworkAccess: 'Enabled',
      ...{ hyperV: false, isXenon: false, scmSiteAlsoStopped: false }, // azure-native's SDK adds these by itself
      siteConfig: {
        appSettings: [
          {
            name: 'AzureWebJobsStorage__blobServiceUri',
            value: 'https://stshopdevnwguih5n.blob.core.windows.net/',
          },
          {
            name: 'AzureWebJobsStorage__queueServiceUri',
            value: 'https://stshopdevnwguih5n.queue.core.windows.net/',
          },
          {
            name: 'AzureWebJobsStorage__tableServiceUri',
            value: 'https://stshopdevnwguih5n.table.core.windows.net/',
          },
          { name: 'AzureWebJobsStorage__credential', value: 'managedidentity' },
          { name: 'AzureWebJobsStorage__clientId', value: 'client-1' },
          { name: 'APPLICATIONINSIGHTS_CONNECTION_STRING', value: 'InstrumentationKey=1' },
          { name: 'APPLICATIONINSIGHTS_AUTHENTICATION_STRING', value: 'ClientId=client-1;Authorization=AAD' },
        ],
        minTlsVersion: '1.2',
      },
      functionAppConfig: {
        deployment: {
          storage: {
            type: 'blobContainer',
            value: 'https://stshopdevnwguih5n.blob.core.windows.net/app-package',
            authentication: {
              type: 'UserAssignedIdentity',
              userAssignedIdentityResourceId:
                '/mock/azure-native:managedidentity:UserAssignedIdentity/identity',
            },
          },
        },
        runtime: { name: 'custom', version: '1.0' },
        scaleAndConcurrency: { instanceMemoryMB: 2048, maximumInstanceCount: 100 },
      },
      tags: { project: 'shop', stack: 'dev', 'managed-by': 'pulumi', team: 'orders' },
    })
  })

  it('asks for the Flex Consumption plan on Linux', () => {
    expect(run.only('web:AppServicePlan').inputs).toMatchObject({
      kind: 'functionapp',
      reserved: true,
      sku: { name: 'FC1', tier: 'FlexConsumption' },
    })
  })

  it('gives the identity the roles of the functions, each on one resource', () => {
    const roles = run.ofType('authorization:RoleAssignment').map(({ inputs }) => ({
      role: String(inputs.roleDefinitionId).split('/').at(-1),
      scope: inputs.scope,
      principal: inputs.principalType,
    }))
    const storageScope = '/mock/azure-native:storage:StorageAccount/storage'
    const queue = (name: string) => `/mock/azure-native:storage:Queue/${name}`
    const insights = '/mock/azure-native:applicationinsights:Component/insights'
    expect(roles.sort((a, b) => String(a.role).localeCompare(String(b.role)))).toEqual([
      { role: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3', scope: storageScope, principal: 'ServicePrincipal' },
      { role: '3913510d-42f4-4e42-8a64-420c390055eb', scope: insights, principal: 'ServicePrincipal' },
      { role: '974c5e8b-45b9-4653-ba55-5f855dd0fb88', scope: queue('orders'), principal: 'ServicePrincipal' },
      {
        role: '974c5e8b-45b9-4653-ba55-5f855dd0fb88',
        scope: queue('orders-poison'),
        principal: 'ServicePrincipal',
      },
      { role: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b', scope: storageScope, principal: 'ServicePrincipal' },
    ])
  })

  it('creates the queue and the container of the bindings, and those of the packages', () => {
    expect(run.ofType('storage:Queue').map(({ inputs }) => inputs.queueName)).toEqual([
      'orders',
      'orders-poison',
    ])
    const containers = run.ofType('storage:BlobContainer').map(({ inputs }) => inputs)
    expect(containers.map(({ containerName }) => containerName).sort()).toEqual([
      'app-package',
      'receipts',
      'releases',
    ])
    expect(new Set(containers.map(({ publicAccess }) => publicAccess))).toEqual(new Set(['None']))
  })

  it('names the package by its content, uploads before it deletes, and keeps earlier ones', () => {
    const blob = run.only('storage:Blob')
    expect(blob.inputs.blobName).toBe(`${'a'.repeat(64)}/released-package.zip`)
    expect(blob.options).toMatchObject({ deleteBeforeReplace: false, retainOnDelete: true })
  })

  it('hands the package over by OneDeploy, with no SAS among its inputs', () => {
    const { properties } = run.only('resources:Deployment').inputs
    expect(properties).toHaveProperty('parameters', {
      site: { value: expect.stringMatching(/^func-shop-dev-/) },
      releasesUrl: { value: 'https://stshopdevnwguih5n.blob.core.windows.net/releases' },
      storageAccountId: { value: '/mock/azure-native:storage:StorageAccount/storage' },
      canonicalReleases: { value: expect.stringMatching(/^\/blob\/stshopdev\w{8}\/releases$/) },
      release: { value: 'a'.repeat(64) },
      nonce: { value: '' },
    })
    expect(JSON.stringify(properties)).not.toMatch(/[?&]sig=/)
  })

  it('lets nobody read the storage without Entra ID or over plain HTTP', () => {
    expect(run.only('storage:StorageAccount').inputs).toMatchObject({
      allowBlobPublicAccess: false,
      enableHttpsTrafficOnly: true,
      minimumTlsVersion: 'TLS1_2',
      defaultToOAuthAuthentication: true,
    })
  })

  it('exports the function key as a secret, and nothing else as one', () => {
    expect(run.secretOutputs).toEqual(['functionKey'])
  })

  it('exports where the functions answer', () => {
    expect(run.outputs).toMatchObject({
      url: 'https://func.azurewebsites.net',
      resourceGroupName: 'rg-name',
      packageHash: 'a'.repeat(64),
      functionKey: 'function-key',
      functions: [
        { name: 'heartbeat', trigger: 'timerTrigger' },
        { name: 'hello', trigger: 'httpTrigger', url: 'https://func.azurewebsites.net/api/hello' },
        { name: 'orders', trigger: 'httpTrigger', url: 'https://func.azurewebsites.net/api/orders' },
        { name: 'receipts', trigger: 'queueTrigger' },
      ],
    })
  })
})
