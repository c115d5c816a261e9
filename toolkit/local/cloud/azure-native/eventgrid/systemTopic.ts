import { type Props, text } from '../../provider/props.ts'
import type { CloudServices } from '../../services.ts'
import { armId } from '../ids.ts'
import type { ResourceType } from '../resourceType.ts'

/** The events of one resource. Nothing is sent on localhost: its Functions host looks for blobs by itself. */
export const systemTopic: ResourceType = {
  token: 'azure-native:eventgrid:SystemTopic',
  nameInput: 'systemTopicName',
  autoName: 'random',
  replaceOn: ['resourceGroupName', 'location', 'source', 'topicType'],
  id: (inputs) => armId(inputs, 'Microsoft.EventGrid/systemTopics', 'systemTopicName'),
  put: (inputs, services, former) => {
    requireSource(inputs, services)
    if (!former) requireOnlyTopic(inputs, services)
    return { type: 'Microsoft.EventGrid/systemTopics', provisioningState: 'Succeeded' }
  },
}

function requireSource(inputs: Props, { records }: CloudServices): void {
  const source = records.get(text(inputs, 'source'))
  const isStorage = source?.type === 'azure-native:storage:StorageAccount'
  if (isStorage && text(inputs, 'topicType') === 'Microsoft.Storage.StorageAccounts') return
  throw new Error(
    `InvalidRequest: '${text(inputs, 'source')}' is no source of topic type '${text(inputs, 'topicType')}'. ` +
      'Localhost knows the events of storage accounts that exist: Microsoft.Storage.StorageAccounts.',
  )
}

// learn.microsoft.com/azure/event-grid/system-topics: one system topic for each source
function requireOnlyTopic(inputs: Props, { records }: CloudServices): void {
  const source = text(inputs, 'source').toLowerCase()
  const other = records
    .ofType(systemTopic.token)
    .find((topic) => text(topic.inputs, 'source').toLowerCase() === source)
  if (other === undefined) return
  throw new Error(`BadRequest: only one system topic is allowed for a source, and there is ${other.id}.`)
}
