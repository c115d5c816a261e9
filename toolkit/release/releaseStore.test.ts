import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob'
import { expect, onTestFinished, test } from 'vitest'
import { openTestCloud } from '../local/cloud/testCloud.ts'
import { packagePath } from './release.ts'
import { ReleaseStore } from './releaseStore.ts'

test('lists the packages with size and dates, and nothing else of the container', async () => {
  const { store, container } = await openStore()
  const hash = await keep(container, 'first')
  await container.getBlockBlobClient('notes.txt').upload('x', 1)
  await store.markDeployed(hash, new Date('2026-11-23T08:17:22.123Z'))
  expect(await store.list()).toEqual([
    { hash, size: 5, uploadedAt: expect.any(Date), deployedAt: new Date('2026-11-23T08:17:22.123Z') },
  ])
})

test('a package that never was in service has no such date', async () => {
  const { store, container } = await openStore()
  await keep(container, 'first')
  expect(await store.list()).toMatchObject([{ deployedAt: undefined }])
})

test('removes a package with its mark', async () => {
  const { store, container } = await openStore()
  const hash = await keep(container, 'first')
  await store.markDeployed(hash, new Date())
  await store.remove(hash)
  const names = []
  for await (const { name } of container.listBlobsFlat()) names.push(name)
  expect(names).toEqual([])
})

test('gets a package into a file', async () => {
  const { store, container, file } = await openStore()
  await store.fetch(await keep(container, 'first'), file)
  expect(readFileSync(file, 'utf8')).toBe('first')
})

test('a package that could not be got to its end leaves nothing', async () => {
  const { store, container, file } = await openStore()
  const hash = await keep(container, 'first')
  symlinkSync('/dev/full', `${file}.${process.pid}.part`) // a disk without room
  await expect(store.fetch(hash, file)).rejects.toThrow('ENOSPC')
  expect(readdirSync(dirname(file))).toEqual([])
})

test('refuses a package that is not what its hash says', async () => {
  const { store, container, file } = await openStore()
  const hash = await keep(container, 'first')
  await container.getBlockBlobClient(packagePath(hash)).upload('other', 5)
  await expect(store.fetch(hash, file)).rejects.toThrow(
    expect.objectContaining({
      code: 'release-altered',
      message:
        `The package that is kept as ${hash} has the hash ${sha256('other')}: it was changed or damaged since ` +
        'it was deployed. Set app:release to another one, or remove the setting to deploy the handler folder.',
    }),
  )
})

async function openStore(): Promise<{ store: ReleaseStore; container: ContainerClient; file: string }> {
  const { services } = await openTestCloud()
  const { accountKey, endpoints, connectionString } = await services.storage.addAccount('packages')
  const service = BlobServiceClient.fromConnectionString(connectionString)
  const { containerClient: container } = await service.createContainer('releases')
  const directory = mkdtempSync(join(tmpdir(), 'release-'))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  const store = new ReleaseStore({
    accountName: 'packages',
    accountKey,
    blobEndpoint: endpoints.blob,
    containerName: 'releases',
  })
  return { store, container, file: join(directory, 'package.zip') }
}

async function keep(container: ContainerClient, content: string): Promise<string> {
  const hash = sha256(content)
  await container.getBlockBlobClient(packagePath(hash)).upload(content, content.length)
  return hash
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
