import { listStorageAccountServiceSASOutput } from '@pulumi/azure-native/storage/listStorageAccountServiceSAS.js'
import * as storage from '@pulumi/azure-native/types/enums/storage/index.js'
import * as pulumi from '@pulumi/pulumi'
import { packagePath } from '../toolkit/release/release.ts'
import type { StoredRelease } from './plans/plan.ts'

/**
 * A SAS to read the package with. An app reads its package anew at every cold start, so it is valid for at least two
 * years; its end is a fixed day, so that the app setting stays the same from update to update.
 */
export function packageSas(stored: StoredRelease, now = new Date()): pulumi.Output<string> {
  const sas = listStorageAccountServiceSASOutput({
    accountName: stored.accountName,
    resourceGroupName: stored.resourceGroupName,
    canonicalizedResource: pulumi.interpolate`${stored.canonicalReleases}/${pulumi.output(stored.release).apply(packagePath)}`,
    resource: storage.SignedResource.B,
    permissions: storage.Permissions.R,
    protocols: storage.HttpProtocol.Https,
    sharedAccessExpiryTime: `${now.getUTCFullYear() + 3}-01-01T00:00:00Z`,
    keyToSign: 'key1',
  })
  return sas.serviceSasToken
}
