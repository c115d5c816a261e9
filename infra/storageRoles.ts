import type { FunctionMetadata } from '../toolkit/build/functionMetadata.ts'
import type { RoleName } from './roles.ts'
import { hostStorageBindings, isFixedName, storageNeeds } from './storageNeeds.ts'

export interface StorageRole {
  readonly role: RoleName
  /** The one queue the role is for; without it the whole account. */
  readonly queue?: string
}

/** What the app's identity needs on the app's own storage account, each at the narrowest scope there is. */
export function storageRoles(functions: readonly FunctionMetadata[]): StorageRole[] {
  return [
    { role: 'Storage Blob Data Owner' }, // the host's locks and keys, in containers that it makes itself
    { role: 'Storage Table Data Contributor' }, // the host's diagnostic events, in tables that it makes itself
    ...queueRoles(functions),
  ]
}

function queueRoles(functions: readonly FunctionMetadata[]): StorageRole[] {
  const role = 'Storage Queue Data Contributor'
  if (needsAnyQueue(functions)) return [{ role }]
  return storageNeeds(functions).queues.map((queue) => ({ role, queue }))
}

/** Whether queues are used whose names are known only at run time, or are the host's own (blob triggers, Durable Functions). */
function needsAnyQueue(functions: readonly FunctionMetadata[]): boolean {
  const anyBinding = functions.flatMap(({ bindings }) => bindings)
  return (
    hostStorageBindings(functions).some(
      ({ type, queueName }) =>
        /^blobTrigger$/i.test(type) || (/^queue(Trigger)?$/i.test(type) && !isFixedName(queueName)),
    ) || anyBinding.some(({ type }) => /^(orchestration|activity|entity)Trigger$/i.test(type))
  )
}
