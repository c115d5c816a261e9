import {
  BlobSASPermissions,
  generateBlobSASQueryParameters,
  SASProtocol,
  StorageSharedKeyCredential,
} from '@azure/storage-blob'
import type { StorageAccess } from './storageAccess.ts'

export interface BlobSas {
  /** `/blob/<account>/<container>/<blob>` */
  readonly canonicalizedResource: string
  /** e.g. `r` */
  readonly permissions: string
  /** ISO 8601, UTC */
  readonly expiry: string
}

/** A service SAS for one blob. Signed for HTTP too, because localhost has no certificate. */
export function signBlob({ accountName, accountKey }: StorageAccess, sas: BlobSas): string {
  const [, service, account, containerName, ...blob] = sas.canonicalizedResource.split('/')
  const expiresOn = new Date(sas.expiry)
  if (service !== 'blob' || account !== accountName || !containerName || blob.length === 0) {
    throw new Error(
      `The SAS cannot be signed: '${sas.canonicalizedResource}' is not /blob/${accountName}/<container>/<blob>.`,
    )
  }
  if (Number.isNaN(expiresOn.getTime()))
    throw new Error(`The SAS cannot be signed: '${sas.expiry}' is not a time.`)
  return generateBlobSASQueryParameters(
    {
      containerName,
      blobName: blob.join('/'),
      permissions: BlobSASPermissions.parse(sas.permissions),
      expiresOn,
      protocol: SASProtocol.HttpsAndHttp,
    },
    new StorageSharedKeyCredential(accountName, accountKey),
  ).toString()
}
