import { randomUUID } from 'node:crypto'
import { armId } from '../ids.ts'
import type { ResourceType } from '../resourceType.ts'

/** Recorded only. Nothing listens at the ingestion endpoint, so that no telemetry leaves the machine. */
export const component: ResourceType = {
  token: 'azure-native:applicationinsights:Component',
  nameInput: 'resourceName',
  autoName: 'random',
  replaceOn: ['resourceGroupName', 'location'],
  id: (inputs) => armId(inputs, 'Microsoft.Insights/components', 'resourceName'),
  put: (_inputs, _services, former) => {
    const instrumentationKey = former?.outputs.instrumentationKey ?? randomUUID()
    return {
      type: 'Microsoft.Insights/components',
      instrumentationKey,
      connectionString: `InstrumentationKey=${instrumentationKey};IngestionEndpoint=http://127.0.0.1:9/`,
      provisioningState: 'Succeeded',
    }
  },
}
