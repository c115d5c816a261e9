import type { Binding } from '../../../build/functionMetadata.ts'
import { blobPattern } from '../blobPattern.ts'
import { downloadBlob } from '../downloadBlob.ts'
import { blobTriggerData } from '../envelope/blobTriggerData.ts'
import type { TriggerEvent } from '../envelope/triggerEvent.ts'
import { isNotFound, type StorageClients } from '../storageClients.ts'

/** A blob, read for the function that it triggers. */
export interface ReadBlob {
  readonly etag: string
  event(functionName: string): TriggerEvent
}

/** Undefined when there is no such blob (any more). */
export async function readWrittenBlob(
  trigger: Binding,
  { container, name }: { readonly container: string; readonly name: string },
  storage: StorageClients,
): Promise<ReadBlob | undefined> {
  const blob = storage.blobs(trigger.connection).getContainerClient(container).getBlobClient(name)
  try {
    const { properties, content } = await downloadBlob(blob)
    const tokens = blobPattern(trigger.path).match(name) ?? {}
    const source = typeof trigger.source === 'string' ? trigger.source : 'LogsAndContainerScan'
    const written = { container, name, source, url: blob.url, tokens, properties, content }
    return {
      etag: properties.etag ?? '',
      event: (functionName) => blobTriggerData(functionName, written),
    }
  } catch (error) {
    if (isNotFound(error)) return undefined
    throw error
  }
}
