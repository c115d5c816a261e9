import type { Binding } from '../../../build/functionMetadata.ts'
import { bindingProperty } from '../bindingProperty.ts'
import { splitBlobPath } from '../blobPath.ts'
import { encodeValue } from '../envelope/encodeValue.ts'
import type { BindingData } from '../envelope/hostValue.ts'
import { isNotFound, type StorageClients } from '../storageClients.ts'

/** Whether the host can read inputs of this type. */
export function canRead(type: string): boolean {
  return type.toLowerCase() === 'blob'
}

/** The encoded input bindings of one invocation, by name. Contract 5.13 */
export async function readInputs(
  inputs: readonly Binding[],
  data: BindingData,
  storage: StorageClients,
): Promise<Record<string, unknown>> {
  const values = inputs.map(async (binding) => [binding.name, await readBlob(binding, data, storage)])
  return Object.fromEntries(await Promise.all(values))
}

async function readBlob(binding: Binding, data: BindingData, storage: StorageClients): Promise<unknown> {
  const path = splitBlobPath(binding.name, bindingProperty(binding, 'path', data))
  const blob = storage.blobs(binding.connection).getContainerClient(path.container).getBlobClient(path.blob)
  try {
    const content = await blob.downloadToBuffer()
    return encodeValue(binding.dataType === 'binary' ? content : content.toString())
  } catch (error) {
    if (isNotFound(error)) return encodeValue(null)
    throw error
  }
}
