import type { TestCloud } from '../testCloud.ts'
import { deploymentStorage, inGroup, planOf, type RefusalCase, siteOn, sources } from './refusalCase.ts'

const app = 'web:WebApp'

async function byIdentity(cloud: TestCloud, others: { holds?: string; has?: readonly string[] }) {
  const { identity, blobEndpoint } = await deploymentStorage(cloud, others.holds)
  return {
    ...siteOn(await planOf(cloud, 'EP1'), {
      WEBSITE_RUN_FROM_PACKAGE: `${blobEndpoint}app-package/a.zip`,
      WEBSITE_RUN_FROM_PACKAGE_BLOB_MI_RESOURCE_ID: identity,
    }),
    identity: { userAssignedIdentities: others.has ?? [identity] },
  }
}

const blobReader = '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1'

/** What keeps an app from its package where it runs from a URL. Azure takes the app, which then has no functions. */
export const packageRefusals: readonly RefusalCase[] = [
  {
    what: 'a package read as an identity without the role',
    type: app,
    source: 'Azure/azure-functions-host #7571',
    says: "AuthorizationPermissionMismatch: the app's identity may not read",
    inputs: (cloud) => byIdentity(cloud, {}),
  },
  {
    what: 'a package read as an identity that the app does not have',
    type: app,
    source: sources.runFromPackage,
    says: "which is none of the app's identities.",
    inputs: (cloud) => byIdentity(cloud, { holds: blobReader, has: ['/another'] }),
  },
  {
    what: 'a package that is not there',
    type: app,
    source: sources.runFromPackage,
    says: "PackageDownloadFailed: the app 'app' got 404",
    inputs: (cloud) => byIdentity(cloud, { holds: blobReader }),
  },
  {
    what: 'a private package read without identity and SAS',
    type: app,
    source: 'learn.microsoft.com/azure/app-service/deploy-run-package',
    says: "PackageDownloadFailed: the app 'app' got 40",
    inputs: async (cloud) => {
      const { blobEndpoint } = await deploymentStorage(cloud)
      const url = `${blobEndpoint}app-package/a.zip`
      return siteOn(await planOf(cloud, 'B1'), { WEBSITE_RUN_FROM_PACKAGE: url })
    },
  },
  {
    what: 'an upload over a blob of before, also one that Pulumi has given up (`retainOnDelete`)',
    type: 'storage:Blob',
    source: 'pulumi/pulumi-azure-native, provider/pkg/provider/provider.go',
    says: 'cannot create already existing resource "/subscriptions/',
    inputs: async (cloud) => {
      await deploymentStorage(cloud)
      const blob = { ...inGroup, accountName: 'stone', containerName: 'app-package', blobName: 'a', source }
      await cloud.create('storage:Blob', blob)
      return blob
    },
  },
]

// Pulumi's wire format (pulumi/pulumi, sdk/go/common/resource)
const source = {
  '4dabf18193072939515e22adb298388d': 'c44067f5952c0a294b673a41bacd8c17',
  path: import.meta.filename,
}
