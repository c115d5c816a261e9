import { expect, it } from 'vitest'
import { openTestCloud } from '../testCloud.ts'
import { appAccount } from './appAccount.ts'

it.each([
  ['AzureWebJobsStorage__blobServiceUri', 'http://127.0.0.1:10000/stapp/'],
  ['AzureWebJobsStorage', 'AccountName=stapp;AccountKey=a2V5;BlobEndpoint=http://127.0.0.1:10000/stapp'],
])('the account of the app is the one that %s names, whichever came first', async (name, value) => {
  const { services, create } = await openTestCloud()
  expect(appAccount(services)).toBe('')
  for (const accountName of ['pkapp', 'stapp']) {
    await create('storage:StorageAccount', { resourceGroupName: 'rg', accountName })
  }
  expect(appAccount(services)).toBe('pkapp')
  const inputs = { name: 'f', siteConfig: { appSettings: [{ name, value }] } }
  services.records.put({ id: '/app', type: 'azure-native:web:WebApp', inputs, outputs: {} })
  expect(appAccount(services)).toBe('stapp')
})
