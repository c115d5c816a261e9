import { payloadSurprises } from '../surprises/payloadSurprises.ts'
import { encodeValue } from './encodeValue.ts'
import { mergeBindingData, payloadData, systemData } from './metadata.ts'
import type { TriggerEvent } from './triggerEvent.ts'

/** A message of a storage queue, its body decoded. */
export interface QueueMessage {
  readonly id: string
  readonly popReceipt: string
  readonly dequeueCount: number
  readonly insertedOn: Date
  readonly expiresOn: Date
  readonly nextVisibleOn: Date
  readonly body: Uint8Array
}

export interface QueueTrigger {
  readonly functionName: string
  readonly queueName: string
  readonly dataType: unknown
  /** What expressions of its bindings name, in lower case. */
  readonly bound: ReadonlySet<string>
}

/** The event of a queue trigger. Contract 5.6 */
export function queueTriggerData(trigger: QueueTrigger, message: QueueMessage): TriggerEvent {
  const text = Buffer.from(message.body).toString()
  const own = {
    QueueTrigger: text,
    DequeueCount: message.dequeueCount,
    ExpirationTime: message.expiresOn,
    Id: message.id,
    InsertionTime: message.insertedOn,
    NextVisibleTime: message.nextVisibleOn,
    PopReceipt: message.popReceipt,
    ...systemData(trigger.functionName),
  }
  const isBinary = trigger.dataType === 'binary'
  // Only a text is looked into.
  const payload = isBinary ? {} : payloadData(text)
  return {
    reason: `New queue message detected on '${trigger.queueName}'.`,
    data: encodeValue(isBinary ? message.body : text),
    bindingData: mergeBindingData(own, payload),
    surprises: payloadSurprises(own, payload, trigger.bound),
  }
}
