import { child, isUnknown, type Props, text } from '../../provider/props.ts'
import type { CloudServices } from '../../services.ts'
import { armId } from '../ids.ts'
import type { ResourceType } from '../resourceType.ts'

const webhook =
  /^(?<origin>https?:\/\/[^/]+)\/runtime\/webhooks\/blobs\?functionName=Host\.Functions\.(?<name>[^&]+)&code=.+/

/** Event Grid asks a webhook whether it wants the events before it takes the subscription: here the app is looked at. */
export const systemTopicEventSubscription: ResourceType = {
  token: 'azure-native:eventgrid:SystemTopicEventSubscription',
  nameInput: 'eventSubscriptionName',
  autoName: 'random',
  replaceOn: ['resourceGroupName', 'systemTopicName'],
  id: (inputs) =>
    `${armId(inputs, 'Microsoft.EventGrid/systemTopics', 'systemTopicName')}/eventSubscriptions/${text(inputs, 'eventSubscriptionName')}`,
  // Naming rule: learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsofteventgrid
  refusals: ({ eventSubscriptionName: name }) =>
    isUnknown(name) || /^[A-Za-z0-9-]{3,64}$/.test(String(name))
      ? []
      : [
          {
            property: 'eventSubscriptionName',
            reason: `'${name}' is not a valid name: 3 to 64 letters, digits and hyphens.`,
          },
        ],
  put: (inputs, services) => {
    requireTopic(inputs, services)
    requireListener(inputs, services)
    return {
      type: 'Microsoft.EventGrid/systemTopics/eventSubscriptions',
      provisioningState: 'Succeeded',
    }
  },
}

function requireTopic(inputs: Props, { records }: CloudServices): void {
  if (records.get(armId(inputs, 'Microsoft.EventGrid/systemTopics', 'systemTopicName'))) return
  throw new Error(`ResourceNotFound: the system topic '${text(inputs, 'systemTopicName')}' does not exist.`)
}

function requireListener(inputs: Props, { records, sites }: CloudServices): void {
  const url = text(child(inputs, 'destination'), 'endpointUrl')
  const { origin = '', name = '' } = webhook.exec(url)?.groups ?? {}
  const site = records
    .ofType('azure-native:web:WebApp')
    .find(({ outputs }) => origin.endsWith(`//${text(outputs, 'defaultHostName')}`))
  const functions = site ? sites.functions(text(site.inputs, 'name')) : []
  const isThere = functions.some(
    (metadata) => metadata.name === name && metadata.bindings.some(({ type }) => /^blobTrigger$/i.test(type)),
  )
  if (isThere) return
  throw new Error(
    `URL validation: the webhook ${url.split('&')[0]} did not answer Event Grid's question. ` +
      'The app has to run a package with this blob trigger first: let the subscription depend on the deployment.',
  )
}
