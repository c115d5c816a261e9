import * as resources from '@pulumi/azure-native/resources/index.js'
import type * as pulumi from '@pulumi/pulumi'
import type { DeliveryContext } from './plans/plan.ts'

/**
 * Hands the package to the app's deployment service (OneDeploy). ARM itself mints the one-hour SAS the service reads
 * the package with, so no SAS is ever in the state; a new content hash is a new URL, and only that deploys again.
 */
export function oneDeploy(
  context: DeliveryContext,
  opts: pulumi.CustomResourceOptions,
): pulumi.CustomResource {
  return new resources.Deployment(
    'onedeploy',
    {
      resourceGroupName: context.resourceGroupName,
      deploymentName: 'onedeploy', // one record, not one for each deployment: a group holds 800 at most
      properties: {
        mode: resources.DeploymentMode.Incremental,
        template,
        parameters: {
          site: { value: context.siteName },
          packageUrl: { value: context.packageUrl },
          storageAccountId: { value: context.storageAccountId },
          canonicalPackage: { value: context.canonicalPackage },
          nonce: { value: context.settings.deployNonce },
        },
      },
    },
    { ...opts, customTimeouts: { create: '20m', update: '20m' } },
  )
}

const sas = [
  "listServiceSas(parameters('storageAccountId'), '2024-01-01', createObject(",
  "'canonicalizedResource', parameters('canonicalPackage'), 'signedResource', 'b', 'signedPermission', 'r', ",
  "'signedProtocol', 'https', 'signedExpiry', parameters('expiry'))).serviceSasToken",
].join('')

const template = {
  $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
  contentVersion: '1.0.0.0',
  parameters: {
    site: { type: 'string' },
    packageUrl: { type: 'string' },
    storageAccountId: { type: 'string' },
    canonicalPackage: { type: 'string' },
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
        packageUri: `[concat(parameters('packageUrl'), '?', ${sas})]`,
      },
    },
  ],
}
