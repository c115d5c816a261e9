import type { BlobClient, BlobDownloadResponseParsed } from '@azure/storage-blob'

/** A blob as one answer of the service told it, so that content and properties are of one version. */
export interface DownloadedBlob {
  readonly properties: BlobDownloadResponseParsed
  readonly content: Buffer
}

export async function downloadBlob(blob: BlobClient): Promise<DownloadedBlob> {
  const properties = await blob.download()
  const chunks: Buffer[] = []
  for await (const chunk of properties.readableStreamBody ?? []) chunks.push(Buffer.from(chunk))
  return { properties, content: Buffer.concat(chunks) }
}
