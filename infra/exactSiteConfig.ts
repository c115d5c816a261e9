import type { WebAppArgs } from '@pulumi/azure-native/web/webApp.js'
import type * as pulumi from '@pulumi/pulumi'

/**
 * Keeps a siteConfig as it was asked for. azure-native's SDK adds `netFrameworkVersion`, `localMySqlEnabled` and
 * `http20Enabled`: Flex Consumption refuses the first in some regions (pulumi-azure-native #4168), and of the last nobody knows
 * that it takes it everywhere. It also makes one value of the whole, which a preview then shows as unknown or secret
 * as soon as one app setting is.
 */
export function exactSiteConfig(siteConfig: WebAppArgs['siteConfig']): pulumi.ResourceTransformation {
  return ({ props, opts }) => ({ props: { ...props, siteConfig }, opts })
}
