import { flexSite, inGroup, planOf, type RefusalCase, siteOn, sources } from './refusalCase.ts'

const plan = 'web:AppServicePlan'
const app = 'web:WebApp'

/** What the plans consumption, premium and dedicated refuse, and a plan by itself. */
export const planRefusals: readonly RefusalCase[] = [
  {
    what: 'a SKU that does not exist',
    type: plan,
    source: sources.scale,
    says: "'Z9' is not the SKU of a plan for function apps on Linux.",
    inputs: () => ({ ...inGroup, reserved: true, sku: { name: 'Z9' } }),
  },
  {
    what: 'Flex Consumption on Windows',
    type: plan,
    source: sources.flex,
    says: 'Flex Consumption (FC1) runs on Linux only: set `reserved: true`.',
    inputs: () => ({ ...inGroup, sku: { name: 'FC1' } }),
  },
  {
    what: 'availability zones with a SKU that has none',
    type: plan,
    source: sources.zones,
    says: 'The SKU B1 cannot be zone redundant.',
    inputs: () => ({ ...inGroup, reserved: true, sku: { name: 'B1' }, zoneRedundant: true }),
  },
  {
    what: 'more than 100 workers on Elastic Premium',
    type: plan,
    source: sources.scale,
    says: 'maximumElasticWorkerCount is 101: an Elastic Premium plan on Linux has 100 workers at most.',
    inputs: () => ({ ...inGroup, reserved: true, sku: { name: 'EP1' }, maximumElasticWorkerCount: 101 }),
  },
  {
    what: 'Consumption and dedicated workers on Linux in one resource group',
    type: plan,
    source: sources.scale,
    says: 'LinuxDynamicWorkersNotAllowedInResourceGroup: a plan consumption on Linux cannot be in one resource group with a plan premium.',
    inputs: async (cloud) => {
      await planOf(cloud, 'EP1')
      return { ...inGroup, reserved: true, sku: { name: 'Y1' } }
    },
  },
  {
    what: 'a plan that does not exist',
    type: app,
    source: sources.scale,
    says: "Cannot find serverFarm with name gone: the app's hosting plan does not exist.",
    inputs: () => siteOn('/plans/gone'),
  },
  {
    what: 'functionAppConfig on another plan than Flex Consumption',
    type: app,
    source: 'Azure/azure-rest-api-specs #31730',
    says: 'Site.FunctionAppConfig is invalid: it is for Flex Consumption plans (FC1) only.',
    inputs: async (cloud) => flexSite(await planOf(cloud, 'EP1')),
  },
  {
    what: 'another worker runtime than custom (Azure takes it; the app then has no functions)',
    type: app,
    source: sources.appSettings,
    says: "The app setting FUNCTIONS_WORKER_RUNTIME is 'node': a custom handler needs 'custom' on this plan.",
    inputs: async (cloud) => siteOn(await planOf(cloud, 'EP1'), { FUNCTIONS_WORKER_RUNTIME: 'node' }),
  },
  {
    what: 'another host version than 4 (Azure takes it; the app then does not run)',
    type: app,
    source: sources.appSettings,
    says: "The app setting FUNCTIONS_EXTENSION_VERSION is '~3': a custom handler needs '~4' on this plan.",
    inputs: async (cloud) => siteOn(await planOf(cloud, 'B1'), { FUNCTIONS_EXTENSION_VERSION: '~3' }),
  },
  {
    what: 'alwaysOn on Consumption',
    type: app,
    source: 'pulumi/pulumi-azure-native #3411',
    says: 'AlwaysOn cannot be set for this site as the plan does not allow it: leave it out on Y1.',
    inputs: async (cloud) => siteOn(await planOf(cloud, 'Y1'), {}, { alwaysOn: true }),
  },
  {
    what: 'more than 100 instances on Consumption',
    type: app,
    source: sources.scale,
    says: 'functionAppScaleLimit is more than 100, the most on a Consumption plan on Linux.',
    inputs: async (cloud) => siteOn(await planOf(cloud, 'Y1'), {}, { functionAppScaleLimit: 101 }),
  },
  {
    what: 'a package in the app itself on Consumption',
    type: app,
    source: sources.runFromPackage,
    says: 'WEBSITE_RUN_FROM_PACKAGE is 1, which Consumption on Linux does not support: give the URL of the package.',
    inputs: async (cloud) => siteOn(await planOf(cloud, 'Y1'), { WEBSITE_RUN_FROM_PACKAGE: '1' }),
  },
  {
    what: 'a virtual network on Consumption',
    type: app,
    source: sources.scale,
    says: 'Virtual network integration is not available on a Consumption plan (Y1).',
    inputs: async (cloud) => ({
      ...siteOn(await planOf(cloud, 'Y1', { sku: { name: 'Y1', tier: 'Dynamic' } })),
      virtualNetworkSubnetId: '/subnets/x',
    }),
  },
  {
    what: 'a second slot on Consumption',
    type: 'web:WebAppSlot',
    source: sources.scale,
    says: 'An app on plan consumption has 1 slot(s) besides production at most.',
    inputs: async (cloud) => {
      await cloud.create(app, siteOn(await planOf(cloud, 'Y1')))
      await cloud.create('web:WebAppSlot', { ...inGroup, name: 'app', slot: 'one' })
      return { ...inGroup, name: 'app', slot: 'two' }
    },
  },
]
