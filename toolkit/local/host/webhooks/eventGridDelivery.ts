import type { IncomingHttpHeaders } from 'node:http'
import { isJsonObject } from '../isJsonObject.ts'

/** What Event Grid wants of a webhook, as the extensions of the Functions host tell it apart. */
export type EventGridDelivery =
  /** It asks whether the webhook wants its events; the answer is the code it came with. */
  | { readonly kind: 'handshake'; readonly code: string }
  | { readonly kind: 'events'; readonly events: readonly Readonly<Record<string, unknown>>[] }
  | { readonly kind: 'unsubscribe' }
  /** `reason` is for the person who wrote the request. */
  | { readonly kind: 'unknown'; readonly reason: string }
  | { readonly kind: 'unreadable'; readonly reason: string }

/** Reads a request to a webhook. The schemas are those of learn.microsoft.com/azure/event-grid/event-schema. */
export function eventGridDelivery(headers: IncomingHttpHeaders, body: string): EventGridDelivery {
  const type = String(headers['aeg-event-type'] ?? '').toLowerCase()
  if (type === 'unsubscribe') return { kind: 'unsubscribe' }
  if (type !== 'subscriptionvalidation' && type !== 'notification') {
    return { kind: 'unknown', reason: NO_TYPE }
  }
  const value = parse(body)
  const events = Array.isArray(value) ? value : [value]
  if (!events.every(isJsonObject)) {
    return { kind: 'unreadable', reason: 'The body has to be a JSON object, or a list of them: the events.' }
  }
  if (type === 'notification') return { kind: 'events', events }
  const code = validationCode(events[0]?.data)
  if (code !== undefined) return { kind: 'handshake', code }
  return {
    kind: 'unreadable',
    reason: 'A SubscriptionValidation has data.validationCode in its first event.',
  }
}

const NO_TYPE =
  "The header 'aeg-event-type' is missing or unknown. Send 'aeg-event-type: Notification' with events, " +
  "'SubscriptionValidation' or 'Unsubscribe'."

/** A single event, as with the CloudEvents schema, has its data as text. */
function validationCode(data: unknown): string | undefined {
  const object = typeof data === 'string' ? parse(data) : data
  if (!isJsonObject(object) || object.validationCode === undefined) return undefined
  return String(object.validationCode)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
