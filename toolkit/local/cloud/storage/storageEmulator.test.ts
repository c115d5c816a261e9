import { BlobServiceClient } from '@azure/storage-blob'
import { QueueServiceClient } from '@azure/storage-queue'
import { expect, it } from 'vitest'
import { openTestCloud } from '../testCloud.ts'
import { signBlob } from './signBlob.ts'
import { StorageEmulator } from './storageEmulator.ts'

it('a storage account is an account of a real Azurite: containers, blobs, SAS, queues; gone when it is deleted', {
  timeout: 60_000,
}, async () => {
  const { create, provider, services, directory } = await openTestCloud()
  const account = await create('storage:StorageAccount', { resourceGroupName: 'rg', accountName: 'stone' })
  const inAccount = { resourceGroupName: 'rg', accountName: 'stone' }
  await create('storage:BlobContainer', { ...inAccount, containerName: 'things' })
  await create('storage:Queue', { ...inAccount, queueName: 'orders' })
  const access = services.storage.access('stone')
  if (access === undefined) throw new Error('no account')
  expect(account.outputs.primaryEndpoints).toEqual(access.endpoints)

  const container = BlobServiceClient.fromConnectionString(access.connectionString).getContainerClient(
    'things',
  )
  await container.getBlockBlobClient('a/b.txt').upload('content', 7)
  const sas = { canonicalizedResource: '/blob/stone/things/a/b.txt', permissions: 'r', expiry: in5Minutes() }
  const url = `${access.endpoints.blob}things/a/b.txt`
  expect((await fetch(url)).ok).toBe(false)
  expect(await (await fetch(`${url}?${signBlob(access, sas)}`)).text()).toBe('content')

  await services.storage.stop() // as a restart of the machine: data, key and ports are the same afterwards
  const reopened = await StorageEmulator.open(`${directory}/storage`, 31_000, () => {})
  await reopened.ready()
  expect(reopened.access('stone')).toEqual(access)
  expect(await container.getBlobClient('a/b.txt').exists()).toBe(true)
  await reopened.stop()

  await services.storage.addAccount('stone2') // starts it again, now with two accounts
  await provider.remove('azure-native:storage:StorageAccount', account.id)
  expect(services.storage.access('stone')).toBeUndefined()
  expect(services.records.isEmpty()).toBe(true)
  const queues = QueueServiceClient.fromConnectionString(access.connectionString)
  const left: string[] = []
  for await (const { name } of queues.listQueues()) left.push(name)
  expect(left).toEqual([])
})

it('a SAS is signed for a blob of the account only', async () => {
  const access = {
    accountName: 'stone',
    accountKey: 'a2V5',
    endpoints: { blob: '', queue: '', table: '' },
    connectionString: '',
  }
  const sas = { permissions: 'r', expiry: in5Minutes() }
  expect(() => signBlob(access, { ...sas, canonicalizedResource: '/blob/other/c/b' })).toThrow(
    "The SAS cannot be signed: '/blob/other/c/b' is not /blob/stone/<container>/<blob>.",
  )
  expect(() =>
    signBlob(access, { ...sas, canonicalizedResource: '/blob/stone/c/b', expiry: 'soon' }),
  ).toThrow("The SAS cannot be signed: 'soon' is not a time.")
})

function in5Minutes(): string {
  return new Date(Date.now() + 300_000).toISOString()
}
