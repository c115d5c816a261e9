import type { TestCloud } from '../testCloud.ts'
import { deploymentStorage, planOf, type RefusalCase, siteOn, sources } from './refusalCase.ts'

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
]
