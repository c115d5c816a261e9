import { BlobServiceClient } from '@azure/storage-blob'
import { child, type Props, text } from '../provider/props.ts'
import type { CloudServices } from '../services.ts'
import { appSettings } from './appSettings.ts'
import { type DownloadedPackage, downloadPackage } from './downloadPackage.ts'
import { siteEnvironment } from './siteEnvironment.ts'

/** Flex Consumption's deployment service: fetches the package, keeps its own copy, and runs it. */
export async function oneDeploy(
  siteName: string,
  packageUri: string,
  services: CloudServices,
): Promise<void> {
  await downloadPackage(packageUri, 'the deployment service', (downloaded) =>
    deployPackage(siteName, downloaded, services),
  )
}

/** Runs a package that the deployment service has got. */
export async function deployPackage(
  siteName: string,
  { file, hash }: DownloadedPackage,
  services: CloudServices,
): Promise<void> {
  const site = siteNamed(siteName, services)
  if (site.functionAppConfig !== undefined) await keepCopy(site, file, services)
  else requirePushable(site)
  await services.sites.deploy(siteName, file, hash, siteEnvironment(site, services))
}

/** learn.microsoft.com/azure/azure-functions/run-functions-from-deployment-package */
function requirePushable(site: Props): void {
  const { WEBSITE_RUN_FROM_PACKAGE: setting } = appSettings(site)
  if (setting === '1') return
  throw new Error(
    `The app '${text(site, 'name')}' runs from ${setting ?? 'no package'} (WEBSITE_RUN_FROM_PACKAGE): a package that is ` +
      'pushed would not take effect. Set it to 1.',
  )
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
