import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { Cloud } from './cloud.ts'
import { Records } from './records.ts'

it('an app that cannot be started again is a failure that is told, not the end of the cloud', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'cloud-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  const appSettings = [{ name: 'AzureWebJobsStorage__accountName', value: 'gone' }]
  Records.open(join(directory, 'resources.json')).put({
    id: '/subscriptions/s/resourceGroups/rg/providers/Microsoft.Web/sites/shop',
    type: 'azure-native:web:WebApp',
    inputs: { name: 'shop', siteConfig: { appSettings } },
    outputs: {},
  })
  const ignore = () => {}
  const cloud = await Cloud.start({
    directory,
    port: 0,
    storagePort: 31_500,
    runApps: true,
    log: ignore,
    warn: ignore,
  })
  await cloud.startSites()
  expect(cloud.apps().failures).toEqual([
    "shop: The connection AzureWebJobsStorage names the storage account 'gone', which does not exist.",
  ])
  await cloud.stop()
})
