import type { CloudServices } from '../services.ts'
import { oneDeploy } from '../sites/oneDeploy.ts'
import type { TemplateResource } from './template.ts'

type Put = (resource: TemplateResource, services: CloudServices) => Promise<void>

/** Resources of ARM templates that take effect on localhost, by lower-case type. */
export const templateResources = new Map<string, Put>([['microsoft.web/sites/extensions', siteExtension]])

async function siteExtension(resource: TemplateResource, services: CloudServices): Promise<void> {
  const [site = '', extension = ''] = resource.name.split('/')
  if (extension.toLowerCase() !== 'onedeploy') {
    throw new Error(
      `The site extension '${extension}' does not exist on Flex Consumption: deploy with 'onedeploy'.`,
    )
  }
  await oneDeploy(site, String(resource.properties.packageUri ?? ''), services)
}
