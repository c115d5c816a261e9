import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { StorageAccount } from '@pulumi/azure-native/storage/storageAccount.js'
import * as pulumi from '@pulumi/pulumi'
import { expect, it, onTestFinished } from 'vitest'
import { isKept } from './isKept.ts'
import { askedOf } from './testing/askedOf.ts'

const stored = 'a'.repeat(64)

/** A storage account with one package in it; answers with its blob endpoint, and notes what was asked of it. */
async function blobService(asked: string[]): Promise<string> {
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    response.statusCode = request.url?.includes(stored) ? 200 : 404
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  return `http://127.0.0.1:${(address as AddressInfo).port}/`
}

async function answersOf(hash: string): Promise<{ kept: boolean; asked: string[] }> {
  const asked: string[] = []
  const blob = await blobService(asked)
  let kept = false
  await askedOf(
    async () => {
      const account = new StorageAccount('storage', {
        resourceGroupName: 'rg',
        accountName: 'st1',
        kind: 'StorageV2',
        sku: { name: 'Standard_LRS' },
      })
      const place = { resourceGroupName: pulumi.output('rg'), accountName: account.name }
      kept = await isKept({ ...place, hash: pulumi.output(hash) })
    },
    () => ({ name: 'st1' }),
    (token) =>
      token.endsWith(':getStorageAccount') ? { primaryEndpoints: { blob } } : { serviceSasToken: 'sig=1' },
  )
  return { kept, asked }
}

it('a package that was uploaded before is kept', async () => {
  expect(await answersOf(stored)).toEqual({
    kept: true,
    asked: [`HEAD /releases/${stored}/released-package.zip?sig=1`],
  })
})

it('another one is not', async () => {
  expect((await answersOf('b'.repeat(64))).kept).toBe(false)
})

it('nothing is kept in an account that is still to be created', async () => {
  let kept = true
  await askedOf(
    async () => {
      const place = { resourceGroupName: pulumi.output('rg'), accountName: pulumi.output('st1') }
      kept = await isKept({ ...place, hash: pulumi.output(stored) })
    },
    undefined,
    () => {
      throw new Error('ResourceNotFound: the storage account does not exist.')
    },
  )
  expect(kept).toBe(false)
})
