import type { Binding } from '../../../build/functionMetadata.ts'
import { readDotNetJson, writeDotNetJson } from '../dotNetJson.ts'
import { dotNetText } from '../dotNetText.ts'
import { isJsonObject } from '../isJsonObject.ts'
import { encodeValue } from './encodeValue.ts'
import type { BindingData } from './hostValue.ts'
import { mergeBindingData, payloadData, systemData } from './metadata.ts'
import type { TriggerEvent } from './triggerEvent.ts'

/** The event of a function that is run by hand with a text (contract 9.3), whatever its trigger type. */
export function manualTriggerData(functionName: string, trigger: Binding, input: string): TriggerEvent {
  return {
    reason: MANUAL_REASON,
    data: encodeInput(trigger, input),
    bindingData: mergeBindingData(ownData(trigger), systemData(functionName), dataOf(trigger, input)),
  }
}

export const MANUAL_REASON = 'This function was programmatically called via the host APIs.'

/** What the host knows of a queue message that never was in a queue. */
function ownData({ type }: Binding): BindingData {
  if (type.toLowerCase() !== 'queuetrigger') return {}
  const never = new Date('9999-12-31T23:59:59Z')
  return { DequeueCount: 0, ExpirationTime: never, InsertionTime: new Date(), NextVisibleTime: never }
}

/** What the input tells of itself: a text in JSON its properties, an event its data, a list or bytes nothing. Contract 5.3 */
function dataOf(trigger: Binding, input: string): BindingData {
  if (isBatch(trigger) || trigger.dataType === 'binary') return {}
  if (trigger.type.toLowerCase() !== 'eventgridtrigger') return payloadData(input)
  const event = parseJson(input)
  const data = isJsonObject(event) ? event.data : undefined
  if (data === undefined || data === null || Array.isArray(data)) return {}
  return { data: isJsonObject(data) ? data : dotNetText(data) }
}

function encodeInput(trigger: Binding, input: string): unknown {
  const type = trigger.type.toLowerCase()
  if (isBatch(trigger)) return encodeValue(batch(parseJson(input) ?? input, trigger.dataType))
  if (trigger.dataType === 'binary') return encodeValue(Buffer.from(input))
  // An event is an object on the wire (contract 5.11).
  if (type === 'eventgridtrigger') return parseJson(input) ?? encodeValue(input)
  return encodeValue(input)
}

// A change feed always comes as a list, events when their trigger asks for it. Contract 5.9, 5.12
function isBatch({ type, cardinality }: Binding): boolean {
  return type.toLowerCase() === 'cosmosdbtrigger' || String(cardinality).toLowerCase() === 'many'
}

function batch(input: unknown, dataType: unknown): readonly unknown[] {
  const items: readonly unknown[] = Array.isArray(input) ? input : [input]
  if (dataType !== 'binary' && dataType !== 'string') return items
  const texts = items.map((item) => (typeof item === 'string' ? item : writeDotNetJson(item)))
  return dataType === 'string' ? texts : texts.map((text) => Buffer.from(text).toString('base64'))
}

function parseJson(text: string): unknown {
  try {
    return readDotNetJson(text)
  } catch {
    return undefined
  }
}
