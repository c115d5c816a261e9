import { Deployment } from '@pulumi/azure-native/resources/deployment.js'
import * as resources from '@pulumi/azure-native/types/enums/resources/index.js'
import type * as pulumi from '@pulumi/pulumi'
import type { DeliveryContext } from './plans/plan.ts'

/**
 * Hands the package to the app's deployment service (OneDeploy). ARM itself mints the one-hour SAS the service reads
 * the package with, so no SAS is ever in the state. The content hash is one parameter, and only its change deploys.
 */
export function oneDeploy(
  context: DeliveryContext,
  nonce: string,
  opts: pulumi.CustomResourceOptions,
): pulumi.CustomResource {
  return new Deployment(
    'onedeploy',
    {
      resourceGroupName: context.resourceGroupName,
      deploymentName: 'onedeploy', // one record, not one for each deployment: a group holds 800 at most
      properties: {
        mode: resources.DeploymentMode.Incremental,
        template,
        parameters: {
          site: { value: context.siteName },
          releasesUrl: { value: context.releasesUrl },
          storageAccountId: { value: context.storageAccountId },
          canonicalReleases: { value: context.canonicalReleases },
          release: { value: context.release },
          nonce: { value: nonce },
        },
      },
    },
    // Tags are no reason to deploy again.
    { ...opts, ignoreChanges: ['tags'], customTimeouts: { create: '20m', update: '20m' } },
  )
}

const path = "'/', parameters('release'), '/released-package.zip'"

const sas = [
  "listServiceSas(parameters('storageAccountId'), '2024-01-01', createObject(",
  `'canonicalizedResource', concat(parameters('canonicalReleases'), ${path}), `,
  "'signedResource', 'b', 'signedPermission', 'r', ",
  "'signedProtocol', 'https', 'signedExpiry', parameters('expiry'))).serviceSasToken",
].join('')

const template = {
  $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
  contentVersion: '1.0.0.0',
  parameters: {
    site: { type: 'string' },
    releasesUrl: { type: 'string' },
    storageAccountId: { type: 'string' },
    canonicalReleases: { type: 'string' },
    release: { type: 'string' },
    nonce: { type: 'string', defaultValue: '' },
    // utcNow is legal only in a default value
    expiry: { type: 'string', defaultValue: "[dateTimeAdd(utcNow('u'), 'PT1H', 'yyyy-MM-ddTHH:mm:ssZ')]" },
  },
  resources: [
    {
      type: 'Microsoft.Web/sites/extensions',
      apiVersion: '2024-04-01',
      name: "[concat(parameters('site'), '/onedeploy')]",
      properties: {
        remoteBuild: false,
        packageUri: `[concat(parameters('releasesUrl'), ${path}, '?', ${sas})]`,
      },
    },
  ],
}
