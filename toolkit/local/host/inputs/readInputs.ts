import type { Binding } from '../../../build/functionMetadata.ts'
import type { BindingData } from '../envelope/hostValue.ts'
import type { StorageClients } from '../storageClients.ts'
import { readBlob } from './readBlob.ts'
import { readTable } from './readTable.ts'

type ReadInput = (binding: Binding, data: BindingData, storage: StorageClients) => Promise<unknown>

const READERS = new Map<string, ReadInput>([
  ['blob', readBlob],
  ['table', readTable],
])

/** Whether the host can read inputs of this type. */
export function canRead(type: string): boolean {
  return READERS.has(type.toLowerCase())
}

/** The encoded input bindings of one invocation, by name. Contract 5.13 */
export async function readInputs(
  inputs: readonly Binding[],
  data: BindingData,
  storage: StorageClients,
): Promise<Record<string, unknown>> {
  const values = inputs.map(async (binding) => [
    binding.name,
    await READERS.get(binding.type.toLowerCase())?.(binding, data, storage),
  ])
  return Object.fromEntries(await Promise.all(values))
}
