import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type BlobItem, ContainerClient, StorageSharedKeyCredential } from '@azure/storage-blob'
import { removeAbandonedDrafts } from '../build/abandonedDrafts.ts'
import { UserError } from '../build/userError.ts'
import { packagePath, type Release } from './release.ts'

const packageName = /^(?<hash>[0-9a-f]{64})\/released-package\.zip$/
const markName = /^(?<hash>[0-9a-f]{64})\/deployed$/

export interface ReleaseStoreOptions {
  readonly accountName: string
  readonly accountKey: string
  /** With or without a trailing slash. */
  readonly blobEndpoint: string
  readonly containerName: string
}

/**
 * The container of the packages. Beside each package that was in service lies an empty blob, `<hash>/deployed`, whose
 * metadata say when it last got there: uploading alone says nothing, as an earlier package may come back.
 */
export class ReleaseStore {
  readonly #container: ContainerClient

  constructor({ accountName, accountKey, blobEndpoint, containerName }: ReleaseStoreOptions) {
    const credential = new StorageSharedKeyCredential(accountName, accountKey)
    const url = `${blobEndpoint.replace(/\/+$/, '')}/${containerName}`
    this.#container = new ContainerClient(url, credential)
  }

  async list(): Promise<Release[]> {
    const items: BlobItem[] = []
    for await (const item of this.#container.listBlobsFlat({ includeMetadata: true })) items.push(item)
    const deployed = new Map(
      items.flatMap(({ name, metadata }) => {
        const hash = markName.exec(name)?.groups?.hash
        return hash && metadata?.deployedat ? [[hash, new Date(metadata.deployedat)] as const] : []
      }),
    )
    return items.flatMap(({ name, properties }) => {
      const hash = packageName.exec(name)?.groups?.hash
      if (hash === undefined) return []
      const { contentLength: size = 0, createdOn, lastModified } = properties
      return [{ hash, size, uploadedAt: createdOn ?? lastModified, deployedAt: deployed.get(hash) }]
    })
  }

  /** Notes that a package is in service from now on. */
  async markDeployed(hash: string, now: Date): Promise<void> {
    const mark = this.#container.getBlockBlobClient(`${hash}/deployed`)
    await mark.upload('', 0, { metadata: { deployedat: now.toISOString() } })
  }

  async remove(hash: string): Promise<void> {
    await this.#container.getBlobClient(packagePath(hash)).deleteIfExists()
    await this.#container.getBlobClient(`${hash}/deployed`).deleteIfExists()
  }

  /**
   * Gets a package into a file, unless it is there already.
   * @throws UserError when the package is not what its hash says
   */
  async fetch(hash: string, file: string): Promise<void> {
    if (existsSync(file) && (await sha256(file)) === hash) return
    const partial = `${file}.${process.pid}.part`
    await mkdir(dirname(file), { recursive: true })
    removeAbandonedDrafts(file)
    try {
      await this.#container.getBlobClient(packagePath(hash)).downloadToFile(partial)
      const found = await sha256(partial)
      if (found !== hash) throw altered(hash, found)
      await rename(partial, file)
    } finally {
      await rm(partial, { force: true })
    }
  }
}

function altered(hash: string, found: string): UserError {
  return new UserError(
    'release-altered',
    `The package that is kept as ${hash} has the hash ${found}: it was changed or damaged since it was deployed. ` +
      'Set app:release to another one, or remove the setting to deploy the handler folder.',
  )
}

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}
