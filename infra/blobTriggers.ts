import { type Binding, type FunctionMetadata, triggerOf } from '../toolkit/build/functionMetadata.ts'
import { usesHostStorage } from './storageNeeds.ts'

/** A function that Event Grid tells of blobs in the app's own storage account. */
export interface BlobEventFunction {
  readonly name: string
  /** How the subjects of its events begin and end. */
  readonly subjectBeginsWith: string
  readonly subjectEndsWith: string
}

/** The functions whose blobs come by event; those of other accounts are subscribed to by whoever owns these. */
export function blobEventFunctions(functions: readonly FunctionMetadata[]): BlobEventFunction[] {
  return functions.flatMap((metadata) => {
    const trigger = triggerOf(metadata)
    if (!isByEvent(trigger) || !usesHostStorage(trigger)) return []
    return [{ name: metadata.name, ...subjects(String(trigger.path)) }]
  })
}

/** Why Flex Consumption cannot run blob triggers, a sentence each with the mend. */
export function pollingBlobTriggers(functions: readonly FunctionMetadata[]): string[] {
  return functions.flatMap((metadata) => {
    const trigger = triggerOf(metadata)
    if (!isBlobTrigger(trigger) || isByEvent(trigger)) return []
    return [
      `${metadata.name} looks for blobs by itself, which plan flex does not do. ` +
        "Set source: 'EventGrid' in its trigger, or take another plan.",
    ]
  })
}

/** What to say of functions that wait for events which this stack does not subscribe to. */
export function unsubscribedBlobEvents(functions: readonly FunctionMetadata[], delivery: string): string[] {
  return functions.flatMap((metadata) => {
    const trigger = triggerOf(metadata)
    const isOwn = usesHostStorage(trigger)
    if (!isByEvent(trigger) || (isOwn && delivery !== 'external')) return []
    const account = isOwn ? 'the app' : `the connection ${trigger.connection}`
    return [
      `${metadata.name} waits for blobs of ${account}: the Event Grid subscription of that storage account is not ` +
        'made here. Without one the function never runs.',
    ]
  })
}

function isBlobTrigger({ type }: Binding): boolean {
  return /^blobTrigger$/i.test(type)
}

function isByEvent(trigger: Binding): boolean {
  return isBlobTrigger(trigger) && /^EventGrid$/i.test(String(trigger.source))
}

/**
 * `in/2026/{name}.csv` → what is fixed at both ends; the host looks at the rest itself.
 * learn.microsoft.com/azure/event-grid/event-schema-blob-storage#event-properties
 */
function subjects(path: string): Pick<BlobEventFunction, 'subjectBeginsWith' | 'subjectEndsWith'> {
  const [container = '', ...blob] = path.split('/')
  const pattern = blob.join('/')
  const [begin = ''] = pattern.split(/[{%]/)
  const end = /[}%]/.test(pattern) ? (pattern.split(/[}%]/).at(-1) ?? '') : ''
  const root = '/blobServices/default/containers/'
  const isFixed = !/[{%]/.test(container)
  return {
    subjectBeginsWith: isFixed ? `${root}${container}/blobs/${begin}` : root,
    subjectEndsWith: isFixed ? end : '',
  }
}
