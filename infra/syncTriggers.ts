import { setTimeout as delay } from 'node:timers/promises'
import { listWebAppSyncFunctionTriggers } from '@pulumi/azure-native/web/listWebAppSyncFunctionTriggers.js'
import * as pulumi from '@pulumi/pulumi'

// An app that has just been given another package starts anew and refuses for that long: Azure/functions-action #147.
const pausesInSeconds = [5, 10, 20, 40, 60, 60]

/**
 * Tells the platform of the triggers of a package from an external URL
 * (learn.microsoft.com/azure/azure-functions/functions-deployment-technologies#trigger-syncing). Known when it knows.
 */
export function syncTriggers(
  app: { readonly siteName: pulumi.Input<string>; readonly resourceGroupName: pulumi.Input<string> },
  dependsOn: readonly pulumi.Resource[],
): pulumi.Output<unknown> {
  if (pulumi.runtime.isDryRun()) return pulumi.output(app.siteName) // a preview has no effects
  return pulumi
    .all([app.siteName, app.resourceGroupName, pulumi.output(dependsOn.map(({ urn }) => urn))])
    .apply(([name, resourceGroupName]) => syncUntilTaken({ name, resourceGroupName }, pausesInSeconds))
}

/** @throws RunError where the platform refuses after the last pause too */
export async function syncUntilTaken(
  app: { readonly name: string; readonly resourceGroupName: string },
  [pause, ...later]: readonly number[],
): Promise<void> {
  try {
    await listWebAppSyncFunctionTriggers(app)
  } catch (error) {
    if (pause === undefined) throw notSynced(app.name, error)
    await delay(pause * 1000)
    await syncUntilTaken(app, later)
  }
}

function notSynced(name: string, error: unknown): pulumi.RunError {
  const reason = error instanceof Error ? error.message : String(error)
  return new pulumi.RunError(
    `The triggers of the app ${name} could not be synced: ${reason}\n` +
      'The app has the new package, but the platform may not start it for timers, queues and blobs. Look at its log ' +
      'for the reason, then run `pulumi up` again: it goes on here.',
  )
}
