import type { BlobDownloadResponseParsed } from '@azure/storage-blob'
import { dateTimeOffset, encodeValue } from './encodeValue.ts'
import { mergeBindingData, systemData } from './metadata.ts'
import type { TriggerEvent } from './triggerEvent.ts'

/** A blob that was written. */
export interface WrittenBlob {
  readonly container: string
  readonly name: string
  /** Of the trigger: how the host learned of it. */
  readonly source: string
  readonly url: string
  /** Values of the `{tokens}` of the trigger's path. */
  readonly tokens: Readonly<Record<string, string>>
  readonly properties: BlobDownloadResponseParsed
  readonly content: Buffer
}

/** The event of a blob trigger: its content as base64, whatever it is. Contract 5.8 */
export function blobTriggerData(functionName: string, blob: WrittenBlob): TriggerEvent {
  const path = `${blob.container}/${blob.name}`
  return {
    reason: `New blob detected(${blob.source}): ${path}`,
    data: encodeValue(blob.content),
    bindingData: mergeBindingData(
      {
        BlobTrigger: path,
        Uri: blob.url,
        Properties: describe(blob.properties),
        Metadata: blob.properties.metadata ?? {},
      },
      blob.tokens,
      systemData(functionName),
    ),
  }
}

/** By the number that each has in .NET. */
const BLOB_TYPES = ['BlockBlob', 'PageBlob', 'AppendBlob']

// The names of the storage extension 5; older ones said Length and Created.
function describe(properties: BlobDownloadResponseParsed): Record<string, unknown> {
  return {
    LastModified: properties.lastModified && dateTimeOffset(properties.lastModified),
    CreatedOn: properties.createdOn && dateTimeOffset(properties.createdOn),
    ContentLength: properties.contentLength,
    ContentType: properties.contentType,
    ContentHash: properties.contentMD5 && Buffer.from(properties.contentMD5).toString('base64'),
    ContentEncoding: properties.contentEncoding ?? null,
    ContentLanguage: properties.contentLanguage ?? null,
    ContentDisposition: properties.contentDisposition ?? null,
    CacheControl: properties.cacheControl ?? null,
    ETag: properties.etag,
    BlobType: properties.blobType && BLOB_TYPES.indexOf(properties.blobType),
    IsServerEncrypted: properties.isServerEncrypted ?? false,
  }
}
