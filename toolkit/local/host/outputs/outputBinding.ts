import type { Binding } from '../../../build/functionMetadata.ts'
import type { QueueSettings } from '../../../build/hostJson.ts'
import type { BindingData } from '../envelope/hostValue.ts'
import type { StorageClients } from '../storageClients.ts'

export interface OutputServices {
  readonly storage: StorageClients
  readonly queues: QueueSettings
}

/** Writes one value of an output. */
export type WriteOutput = (value: unknown) => Promise<void>

/** Makes the writer of an output for one invocation. Throws InvocationError for a wrong expression. */
export type BindOutput = (binding: Binding, data: BindingData, services: OutputServices) => WriteOutput
