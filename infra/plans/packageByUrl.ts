import * as web from '@pulumi/azure-native/types/enums/web/index.js'
import * as pulumi from '@pulumi/pulumi'
import { z } from 'zod'
import { packagePath } from '../../toolkit/release/release.ts'
import { packageSas } from '../packageSas.ts'
import type { SettingConflict } from '../settingConflict.ts'
import type { CommonSettings } from '../settings.ts'
import { syncTriggers } from '../syncTriggers.ts'
import type { DeliveryContext, DeliveryOptions, SiteContext, StoredRelease } from './plan.ts'

/*
 * What consumption, premium and dedicated have in common: the app runs from a package URL in its app settings, which
 * has the hash of the content in it.
 */

export const packageAccess = z
  .enum(['identity', 'sas'])
  .optional()
  .describe(
    'How the platform reads the package: as the identity of the app, or with a SAS in its URL (read only, this one ' +
      'blob, valid for two years or more; every `pulumi up` in a new year renews it). Default: `identity`, and `sas` ' +
      'where `app:auth` is `connectionString`.',
  )

type PackageAccess = z.infer<typeof packageAccess>

export const reservedAppSettings: readonly string[] = [
  'FUNCTIONS_EXTENSION_VERSION',
  'FUNCTIONS_WORKER_RUNTIME',
  'WEBSITE_RUN_FROM_PACKAGE',
  'WEBSITE_RUN_FROM_PACKAGE_BLOB_MI_RESOURCE_ID',
]

export const siteConfig = {
  linuxFxVersion: '', // a custom handler has no image
  ftpsState: web.FtpsState.Disabled,
  scmMinTlsVersion: web.SupportedTlsVersions.SupportedTlsVersions_1_2,
  http20Enabled: true,
  remoteDebuggingEnabled: false,
  use32BitWorkerProcess: false,
}

export function appSettings(
  access: PackageAccess,
  context: SiteContext,
): Record<string, pulumi.Input<string>> {
  const platform = { FUNCTIONS_EXTENSION_VERSION: '~4', FUNCTIONS_WORKER_RUNTIME: 'custom' }
  if (!context.stored) return { ...platform, WEBSITE_RUN_FROM_PACKAGE: '1' } // what is pushed, as it is
  const url = packageUrl(context.stored)
  if (access === 'sas' || context.storageConnectionString) {
    const sas = packageSas(context.stored)
    return { ...platform, WEBSITE_RUN_FROM_PACKAGE: pulumi.secret(pulumi.interpolate`${url}?${sas}`) }
  }
  return {
    ...platform,
    WEBSITE_RUN_FROM_PACKAGE: url,
    WEBSITE_RUN_FROM_PACKAGE_BLOB_MI_RESOURCE_ID: context.identityId,
  }
}

export function readsPackages({
  auth,
  packageAccess: access,
}: CommonSettings & { packageAccess?: PackageAccess }): boolean {
  return auth === 'identity' && access !== 'sas'
}

function packageUrl({ releasesUrl, release }: StoredRelease): pulumi.Output<string> {
  return pulumi.interpolate`${releasesUrl}/${pulumi.output(release).apply(packagePath)}`
}

export function conflicts({
  auth,
  delivery,
  packageAccess: access,
}: CommonSettings & { packageAccess?: PackageAccess }): SettingConflict[] {
  if (access && delivery !== 'pulumi') {
    const reason = `the app reads no package from storage with delivery ${delivery}. Remove app:packageAccess.`
    return [{ keys: ['packageAccess', 'delivery'], reason }]
  }
  if (auth !== 'connectionString' || access !== 'identity') return []
  return [
    {
      keys: ['packageAccess', 'auth'],
      reason:
        'without role assignments the identity cannot read the package. Remove app:packageAccess, or set it to sas.',
    },
  ]
}

/** The platform does not notice a new package URL by itself. */
export function deliver(context: DeliveryContext, { dependsOn }: DeliveryOptions): pulumi.Output<unknown> {
  return syncTriggers(context, dependsOn)
}
