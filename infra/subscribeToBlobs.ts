import * as pulumi from '@pulumi/pulumi'
import type { FunctionMetadata } from '../toolkit/build/functionMetadata.ts'
import { BlobEvents } from './blobEvents.ts'
import { blobEventFunctions, unsubscribedBlobEvents } from './blobTriggers.ts'
import type { FunctionApp } from './functionApp.ts'
import type { Places } from './places.ts'
import type { CommonSettings } from './settings.ts'
import type { Storage } from './storage.ts'

/**
 * Has Event Grid tell the functions of new blobs, where it can: an app that gets its package later answers nobody yet.
 * @param deployed known once the package runs
 */
export function subscribeToBlobs(
  functions: readonly FunctionMetadata[],
  { delivery }: CommonSettings,
  { resourceGroupName }: Places,
  {
    storage,
    functionApp,
    deployed,
  }: { storage: Storage; functionApp: FunctionApp; deployed: pulumi.Input<unknown> },
): BlobEvents | undefined {
  for (const line of unsubscribedBlobEvents(functions, delivery)) void pulumi.log.warn(line)
  const subscribed = blobEventFunctions(functions)
  if (subscribed.length === 0 || delivery === 'external') return undefined
  return new BlobEvents('blob-events', {
    resourceGroupName,
    storageAccountId: storage.account.id,
    siteName: functionApp.site.name,
    siteUrl: functionApp.url,
    functions: subscribed,
    deployed,
  })
}
