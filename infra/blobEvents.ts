import { setTimeout as delay } from 'node:timers/promises'
import { SystemTopic } from '@pulumi/azure-native/eventgrid/systemTopic.js'
import { SystemTopicEventSubscription } from '@pulumi/azure-native/eventgrid/systemTopicEventSubscription.js'
import { listWebAppHostKeys } from '@pulumi/azure-native/web/listWebAppHostKeys.js'
import * as pulumi from '@pulumi/pulumi'
import type { BlobEventFunction } from './blobTriggers.ts'

export interface BlobEventsArgs {
  readonly resourceGroupName: pulumi.Input<string>
  readonly storageAccountId: pulumi.Input<string>
  readonly siteName: pulumi.Input<string>
  readonly siteUrl: pulumi.Input<string>
  readonly functions: readonly BlobEventFunction[]
  /** What is known once the package runs: Event Grid asks the functions themselves whether they want its events. */
  readonly deployed: pulumi.Input<unknown>
}

/** Event Grid tells the app of new blobs: one topic for the storage account, a subscription for each function. */
export class BlobEvents extends pulumi.ComponentResource {
  constructor(name: string, args: BlobEventsArgs, opts?: pulumi.ComponentResourceOptions) {
    super('custom-handler-stack:infra:BlobEvents', name, {}, opts)
    const { resourceGroupName, siteName, siteUrl, deployed } = args
    const topic = new SystemTopic(
      'blobs',
      {
        resourceGroupName,
        source: args.storageAccountId,
        topicType: 'Microsoft.Storage.StorageAccounts',
      },
      { parent: this },
    )
    const key = pulumi
      .all([siteName, resourceGroupName, deployed])
      .apply(([site, group]) => webhookKey(site, group))
    for (const { name: functionName, subjectBeginsWith, subjectEndsWith } of args.functions) {
      const path = `/runtime/webhooks/blobs?functionName=Host.Functions.${functionName}`
      new SystemTopicEventSubscription(
        functionName,
        {
          resourceGroupName,
          systemTopicName: topic.name,
          eventSubscriptionName: subscriptionName(functionName),
          destination: {
            endpointType: 'WebHook',
            endpointUrl: pulumi.secret(pulumi.interpolate`${siteUrl}${path}&code=${key}`),
          },
          filter: {
            includedEventTypes: ['Microsoft.Storage.BlobCreated'],
            subjectBeginsWith,
            subjectEndsWith,
          },
        },
        { parent: this },
      )
    }
    this.registerOutputs()
  }
}

/** 3 to 64 letters, digits and hyphens. */
function subscriptionName(functionName: string): string {
  return functionName.replaceAll('_', '-').slice(0, 64).padEnd(3, '-')
}

const attempts = 30
const pauseInMilliseconds = 10_000

/** The host makes the key when it has loaded the first blob trigger, which takes a moment after a deployment. */
async function webhookKey(name: string, resourceGroupName: string): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    const found = await listWebAppHostKeys({ name, resourceGroupName }).then(
      ({ systemKeys }) => systemKeys?.blobs_extension,
      (error: unknown) => {
        if (attempt === attempts) throw error
      },
    )
    if (found) return found
    if (pulumi.runtime.isDryRun()) return 'the-key-that-the-host-is-going-to-make'
    if (attempt === attempts) throw noKey(name)
    await delay(pauseInMilliseconds)
  }
}

function noKey(name: string): pulumi.RunError {
  return new pulumi.RunError(
    `The app ${name} has no key blobs_extension, which Event Grid needs to tell it of blobs: its host has not loaded ` +
      'a blob trigger. Look at its log for the reason, then run `pulumi up` again: it goes on here.',
  )
}
