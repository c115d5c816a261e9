import { child, list, type Props, text } from '../../provider/props.ts'
import type { CloudServices } from '../../services.ts'
import { armId } from '../ids.ts'
import type { ResourceType } from '../resourceType.ts'

// learn.microsoft.com/azure/azure-monitor/alerts/alerts-create-log-alert-rule, in minutes
const windows = [1, 5, 10, 15, 30, 45, 60, 120, 180, 240, 300, 360, 1440, 2880]
const frequencies = [1, 5, 10, 15, 30, 45, 60, 120, 180, 240, 300, 360, 1440]

/** Recorded only: localhost keeps no telemetry that could be asked. */
export const scheduledQueryRule: ResourceType = {
  token: 'azure-native:monitor:ScheduledQueryRule',
  nameInput: 'ruleName',
  autoName: 'random',
  replaceOn: ['resourceGroupName', 'location', 'kind'],
  id: (inputs) => armId(inputs, 'Microsoft.Insights/scheduledQueryRules', 'ruleName'),
  put: (inputs, services) => {
    requireTimes(inputs)
    requireReferences(inputs, services)
    return { type: 'Microsoft.Insights/scheduledQueryRules' }
  },
}

function requireTimes(inputs: Props): void {
  const window = minutesOf(text(inputs, 'windowSize'))
  const frequency = minutesOf(text(inputs, 'evaluationFrequency'))
  if (!windows.includes(window)) throw new Error(`BadRequest: '${inputs.windowSize}' is no windowSize.`)
  if (!frequencies.includes(frequency)) {
    throw new Error(`BadRequest: '${inputs.evaluationFrequency}' is no evaluationFrequency.`)
  }
  if (frequency > window) {
    throw new Error(
      'BadRequest: evaluationFrequency is longer than windowSize: what lies between is never seen.',
    )
  }
}

function minutesOf(duration: string): number {
  const [, days, hours, minutes] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(duration) ?? []
  return (Number(days ?? 0) * 24 + Number(hours ?? 0)) * 60 + Number(minutes ?? 0)
}

function requireReferences(inputs: Props, { records }: CloudServices): void {
  const groups = list(child(inputs, 'actions'), 'actionGroups')
  for (const id of [...list(inputs, 'scopes'), ...groups].map(String)) {
    if (records.get(id) === undefined) throw new Error(`ResourceNotFound: ${id} does not exist.`)
  }
}
