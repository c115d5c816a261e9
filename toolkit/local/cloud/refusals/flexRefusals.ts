import type { Props } from '../provider/props.ts'
import type { TestCloud } from '../testCloud.ts'
import { deploymentStorage, flexSite, inGroup, planOf, type RefusalCase, sources } from './refusalCase.ts'

const app = 'web:WebApp'
const tooFar = 'Azure/terraform-azurerm-avm-res-web-site #283, #353, #360; Azure/azure-cli #31414'
const rejectedIn = (scaleAndConcurrency: Record<string, unknown>) => () =>
  flexSite('/plan', { scaleAndConcurrency })
const blobContributor = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'

async function runningApp(cloud: TestCloud): Promise<Props> {
  const { identity, container } = await deploymentStorage(cloud, blobContributor)
  const authentication = { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identity }
  const deployment = { storage: { value: container, authentication } }
  const site = {
    ...flexSite(await planOf(cloud, 'FC1'), { deployment }),
    identity: { userAssignedIdentities: [identity] },
  }
  await cloud.create(app, site)
  return site
}

/** What Flex Consumption refuses. */
export const flexRefusals: readonly RefusalCase[] = [
  {
    what: 'an app without functionAppConfig',
    type: app,
    source: 'Azure/azure-rest-api-specs #31730',
    says: 'Site.FunctionAppConfig is required for a Flex Consumption app.',
    inputs: async (cloud) => ({ ...inGroup, name: 'app', serverFarmId: await planOf(cloud, 'FC1') }),
  },
  {
    what: 'site properties of other plans: linuxFxVersion, ftpsState, use32BitWorkerProcess, functionAppScaleLimit …',
    type: app,
    source: tooFar,
    says: 'Site.SiteConfig.linuxFxVersion is not valid for Flex Consumption (error 51021). Leave it out.',
    inputs: () => flexSite('/plan', {}, { linuxFxVersion: '' }),
  },
  {
    what: 'app settings of other plans: FUNCTIONS_WORKER_RUNTIME, WEBSITE_RUN_FROM_PACKAGE, WEBSITE_CONTENTSHARE, TZ …',
    type: app,
    source: sources.appSettings,
    says: 'The app setting TZ is not allowed on Flex Consumption: the platform sets it. Leave it out.',
    inputs: () => flexSite('/plan', {}, { appSettings: [{ name: 'TZ', value: 'UTC' }] }),
  },
  {
    what: "another runtime than 'custom', '1.0' (Azure takes it; the app then dies at start)",
    type: app,
    source: 'Azure/Azure-Functions #2665',
    says: "A custom handler runs on runtime 'custom', version '1.0', not on 'custom', '1'.",
    inputs: () => flexSite('/plan', { runtime: { name: 'custom', version: '1' } }),
  },
  {
    what: 'instances of another size than 512, 2048 or 4096 MB',
    type: app,
    source: sources.flex,
    says: 'instanceMemoryMB is 1024: an instance has 512, 2048 or 4096 MB.',
    inputs: rejectedIn({ instanceMemoryMB: 1024 }),
  },
  {
    what: 'fewer than 40 or more than 1000 instances at most',
    type: app,
    source: sources.flex,
    says: 'maximumInstanceCount is 39: it has to be from 40 to 1000.',
    inputs: rejectedIn({ maximumInstanceCount: 39 }),
  },
  {
    what: 'always ready instances of a group that there is not',
    type: app,
    source: sources.flex,
    says: "alwaysReady has 'queue': a group is http, durable, blob or function:<name>.",
    inputs: rejectedIn({ alwaysReady: [{ name: 'queue', instanceCount: 1 }] }),
  },
  {
    what: 'always ready instances of one group twice',
    type: app,
    source: sources.flex,
    says: 'alwaysReady names a group twice.',
    inputs: rejectedIn({ alwaysReady: [{ name: 'http' }, { name: 'http' }] }),
  },
  {
    what: 'a deployment container that does not exist',
    type: app,
    source: `${sources.flex}#deployment`,
    says: 'The deployment storage of the app, https://x/y, is not a container that exists.',
    inputs: async (cloud) =>
      flexSite(await planOf(cloud, 'FC1'), { deployment: { storage: { value: 'https://x/y' } } }),
  },
  {
    what: 'a deployment container that the identity may not write to (Azure says so at the first deployment)',
    type: app,
    source: 'Azure/azure-functions-host #10620; hashicorp/terraform-provider-azurerm #29993',
    says: 'BlobUploadFailedException: the identity',
    inputs: async (cloud) => {
      const { identity, container } = await deploymentStorage(cloud)
      const authentication = { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identity }
      return {
        ...flexSite(await planOf(cloud, 'FC1'), {
          deployment: { storage: { value: container, authentication } },
        }),
        identity: { userAssignedIdentities: [identity] },
      }
    },
  },
  {
    what: 'a deployment container opened with an app setting that is not there',
    type: app,
    source: `${sources.flex}#deployment`,
    says: "The deployment storage is opened with the app setting 'STORAGE', which the app does not have.",
    inputs: async (cloud) => {
      const { container } = await deploymentStorage(cloud)
      const authentication = {
        type: 'StorageAccountConnectionString',
        storageAccountConnectionStringName: 'STORAGE',
      }
      return flexSite(await planOf(cloud, 'FC1'), {
        deployment: { storage: { value: container, authentication } },
      })
    },
  },
  {
    what: 'a second app on one plan',
    type: app,
    source: sources.flex,
    says: 'The plan plan-fc1 has an app, app: Flex Consumption holds one app per plan.',
    inputs: async (cloud) => ({ ...(await runningApp(cloud)), name: 'second' }),
  },
  {
    what: 'a deployment slot',
    type: 'web:WebAppSlot',
    source: sources.scale,
    says: 'Deployment slots are not available on Flex Consumption (FC1).',
    inputs: async (cloud) => {
      await runningApp(cloud)
      return { ...inGroup, name: 'app', slot: 'staging' }
    },
  },
]
