import type { Props } from '../provider/props.ts'
import type { TestCloud } from '../testCloud.ts'
import { inGroup, type RefusalCase, sources } from './refusalCase.ts'

const topicType = 'Microsoft.Storage.StorageAccounts'

/** What Event Grid refuses. */
export const eventRefusals: readonly RefusalCase[] = [
  {
    what: 'a topic of a source that does not exist',
    type: 'eventgrid:SystemTopic',
    source: 'learn.microsoft.com/azure/event-grid/system-topics',
    says: "InvalidRequest: '/nowhere' is no source of topic type 'Microsoft.Storage.StorageAccounts'.",
    inputs: () => ({ ...inGroup, systemTopicName: 'blobs', source: '/nowhere', topicType }),
  },
  {
    what: 'a second topic of one source',
    type: 'eventgrid:SystemTopic',
    source: 'learn.microsoft.com/azure/event-grid/system-topics',
    says: 'BadRequest: only one system topic is allowed for a source',
    inputs: async (cloud) => ({ ...(await topicOf(cloud)), systemTopicName: 'again' }),
  },
  {
    what: 'a subscription whose webhook does not answer, as before the deployment',
    type: 'eventgrid:SystemTopicEventSubscription',
    source: 'learn.microsoft.com/azure/event-grid/end-point-validation-event-grid-events-schema',
    says: 'URL validation: the webhook https://func.azurewebsites.net/runtime/webhooks/blobs?functionName=Host.Functions.read',
    inputs: async (cloud) => {
      await topicOf(cloud)
      const endpointUrl =
        'https://func.azurewebsites.net/runtime/webhooks/blobs?functionName=Host.Functions.read&code=k'
      const destination = { endpointType: 'WebHook', endpointUrl }
      return { ...inGroup, systemTopicName: 'blobs', eventSubscriptionName: 'read', destination }
    },
  },
  {
    what: 'a name that is not 3 to 64 letters, digits and hyphens',
    type: 'eventgrid:SystemTopicEventSubscription',
    source: sources.names,
    says: "'read_csv' is not a valid name",
    inputs: () => ({ ...inGroup, systemTopicName: 'blobs', eventSubscriptionName: 'read_csv' }),
  },
]

async function topicOf(cloud: TestCloud): Promise<Props> {
  const { id } = await cloud.create('storage:StorageAccount', { ...inGroup, accountName: 'stone' })
  const topic = { ...inGroup, systemTopicName: 'blobs', source: id, topicType }
  await cloud.create('eventgrid:SystemTopic', topic)
  return topic
}
