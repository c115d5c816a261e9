import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { BlobServiceClient } from '@azure/storage-blob'
import { child, type Props, text } from '../provider/props.ts'
import type { CloudServices } from '../services.ts'
import { siteEnvironment } from './siteEnvironment.ts'

/** Flex Consumption's deployment service: fetches the package, keeps its own copy, and runs it. */
export async function oneDeploy(
  siteName: string,
  packageUri: string,
  services: CloudServices,
): Promise<void> {
  const site = siteNamed(siteName, services)
  const folder = await mkdtemp(join(tmpdir(), 'onedeploy-'))
  const file = join(folder, 'released-package.zip')
  try {
    const hash = await download(packageUri, file)
    await keepCopy(site, file, services)
    await services.sites.deploy(siteName, file, hash, siteEnvironment(site, services))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function download(uri: string, file: string): Promise<string> {
  const response = await fetch(uri)
  if (!response.ok || response.body === null) {
    const [address] = uri.split('?')
    throw new Error(
      `PackageDownloadFailed: the deployment service got ${response.status} ${response.statusText} for ${address}. ` +
        'The URL has to be readable as it is: public, or with a SAS that has not expired.',
    )
  }
  await pipeline(Readable.fromWeb(response.body), createWriteStream(file))
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

function siteNamed(name: string, { records }: CloudServices): Props {
  const site = records.ofType('azure-native:web:WebApp').find(({ inputs }) => inputs.name === name)
  if (site === undefined) throw new Error(`ResourceNotFound: the app '${name}' does not exist.`)
  return site.inputs
}

/** The service overwrites one blob of the app's deployment container, as the app's identity. */
async function keepCopy(site: Props, file: string, services: CloudServices): Promise<void> {
  const storage = child(child(child(site, 'functionAppConfig'), 'deployment'), 'storage')
  const [accountName = '', containerName = ''] = new URL(text(storage, 'value')).pathname.split('/').slice(1)
  const access = services.storage.access(accountName)
  if (access === undefined) {
    throw new Error(
      `BlobUploadFailedException: the deployment storage account '${accountName}' does not exist.`,
    )
  }
  await BlobServiceClient.fromConnectionString(access.connectionString)
    .getContainerClient(containerName)
    .getBlockBlobClient('released-package.zip')
    .uploadFile(file)
}
