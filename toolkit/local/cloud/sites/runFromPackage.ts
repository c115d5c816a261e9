import { type Props, text } from '../provider/props.ts'
import type { CloudServices } from '../services.ts'
import { signBlob } from '../storage/signBlob.ts'
import { appSettings } from './appSettings.ts'
import { downloadPackage } from './downloadPackage.ts'
import { holdsRole, identitiesOf, storageRoles } from './roles.ts'
import { siteEnvironment } from './siteEnvironment.ts'

/**
 * Runs the package that the app setting WEBSITE_RUN_FROM_PACKAGE names, as every plan but Flex Consumption does. Azure
 * takes a package that cannot be read or started and the app is down; here that is refused, and what ran goes on.
 */
export async function runFromPackage(site: Props, url: string, services: CloudServices): Promise<void> {
  const uri = withSas(site, url, services)
  await downloadPackage(uri, `the app '${text(site, 'name')}'`, ({ file, hash }) =>
    services.sites.deploy(text(site, 'name'), file, hash, siteEnvironment(site, services)),
  )
}

/** The URL as the platform reads it: as the identity that the app settings name, else as anybody would. */
function withSas(site: Props, url: string, services: CloudServices): string {
  const identityId = appSettings(site).WEBSITE_RUN_FROM_PACKAGE_BLOB_MI_RESOURCE_ID
  if (identityId === undefined) return url
  if (!identitiesOf(site).includes(identityId)) {
    throw new Error(
      `WEBSITE_RUN_FROM_PACKAGE_BLOB_MI_RESOURCE_ID is '${identityId}', which is none of the app's identities.`,
    )
  }
  const [accountName = ''] = new URL(url).pathname.split('/').slice(1)
  const access = services.storage.access(accountName)
  const readers = [storageRoles.blobReader, storageRoles.blobContributor, storageRoles.blobOwner]
  if (access === undefined || !holdsRole({ resourceId: identityId }, readers, accountName, services)) {
    throw new Error(
      `AuthorizationPermissionMismatch: the app's identity may not read ${url}. ` +
        'It needs the role Storage Blob Data Reader on the storage account before the app exists.',
    )
  }
  const expiry = new Date(Date.now() + 3_600_000).toISOString()
  const canonicalizedResource = `/blob${new URL(url).pathname}`
  return `${url}?${signBlob(access, { canonicalizedResource, permissions: 'r', expiry })}`
}
