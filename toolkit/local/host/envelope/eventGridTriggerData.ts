import { encodeValue } from './encodeValue.ts'
import { mergeBindingData, systemData } from './metadata.ts'
import type { TriggerEvent } from './triggerEvent.ts'

type GridEvent = Readonly<Record<string, unknown>>

/** The event of an Event Grid trigger, for one event or a list of them: as they came. Contract 5.11 */
export function eventGridTriggerData(
  functionName: string,
  event: GridEvent | readonly GridEvent[],
): TriggerEvent {
  return {
    reason: `EventGrid trigger fired at ${new Date().toISOString()}`,
    data: encodeValue(event),
    bindingData: mergeBindingData({ data: payloadOf(event) }, systemData(functionName)),
  }
}

function payloadOf(event: GridEvent | readonly GridEvent[]) {
  if (isList(event)) return event.map(({ data }) => data ?? null)
  const { data } = event
  return typeof data === 'object' && data !== null ? { ...data } : JSON.stringify(data ?? null)
}

function isList(event: GridEvent | readonly GridEvent[]): event is readonly GridEvent[] {
  return Array.isArray(event)
}
