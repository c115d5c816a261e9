import type { Binding } from '../../../build/functionMetadata.ts'
import { bindingProperty } from '../bindingProperty.ts'
import { splitBlobPath } from '../blobPath.ts'
import { dotNetDecode } from '../dotNetText.ts'
import { downloadBlob } from '../downloadBlob.ts'
import { encodeValue } from '../envelope/encodeValue.ts'
import type { BindingData } from '../envelope/hostValue.ts'
import { isNotFound, type StorageClients } from '../storageClients.ts'

/** The value of a `blob` input: its text, its bytes with dataType binary, null when there is none. Contract 5.13 */
export async function readBlob(
  binding: Binding,
  data: BindingData,
  storage: StorageClients,
): Promise<unknown> {
  const path = splitBlobPath(binding.name, bindingProperty(binding, 'path', data))
  const blob = storage.blobs(binding.connection).getContainerClient(path.container).getBlobClient(path.blob)
  try {
    const { content } = await downloadBlob(blob)
    return encodeValue(binding.dataType === 'binary' ? content : dotNetDecode(content))
  } catch (error) {
    if (isNotFound(error)) return encodeValue(null)
    throw error
  }
}
