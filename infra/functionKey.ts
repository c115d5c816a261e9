import { listWebAppHostKeys } from '@pulumi/azure-native/web/listWebAppHostKeys.js'
import type { WebApp } from '@pulumi/azure-native/web/webApp.js'
import * as pulumi from '@pulumi/pulumi'

/** The key that opens every function of an app, a secret. The app's host answers with it, so it has to be `running`. */
export function functionKey(
  site: WebApp,
  resourceGroupName: pulumi.Input<string>,
  running: pulumi.Input<unknown>,
): pulumi.Output<string | undefined> {
  const keys = pulumi
    .all([site.id, site.name, resourceGroupName, running])
    .apply(([, name, group]) => listWebAppHostKeys({ name, resourceGroupName: group }))
  return pulumi.secret(keys.apply(({ functionKeys }) => functionKeys?.default))
}
