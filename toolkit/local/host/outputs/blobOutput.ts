import { blobContent } from '../answer/blobContent.ts'
import { bindingProperty } from '../bindingProperty.ts'
import { splitBlobPath } from '../blobPath.ts'
import { isNotFound } from '../storageClients.ts'
import type { BindOutput } from './outputBinding.ts'

/** Writes the blob of a `blob` output; a missing container is created. Contract 6.3 */
export const bindBlobOutput: BindOutput = (binding, data, { storage }) => {
  const path = splitBlobPath(binding.name, bindingProperty(binding, 'path', data))
  const container = storage.blobs(binding.connection).getContainerClient(path.container)
  const blob = container.getBlockBlobClient(path.blob)
  return async (value) => {
    const content = blobContent(value)
    try {
      await blob.uploadData(content)
    } catch (error) {
      if (!isNotFound(error)) throw error
      await container.createIfNotExists()
      await blob.uploadData(content)
    }
  }
}
