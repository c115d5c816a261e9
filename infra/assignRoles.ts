import type { RoleAssignment } from '@pulumi/azure-native/authorization/roleAssignment.js'
import type { StorageAccount } from '@pulumi/azure-native/storage/storageAccount.js'
import type { FunctionMetadata } from '../toolkit/build/functionMetadata.ts'
import { connectionRoles } from './connections.ts'
import type { Identity } from './identity.ts'
import type { CommonSettings } from './settings.ts'
import type { Storage } from './storage.ts'
import { storageRoles } from './storageRoles.ts'
import type { Telemetry } from './telemetry.ts'

export interface Opened {
  readonly storage: Storage
  readonly telemetry: Telemetry | undefined
  /** An account of packages alone, where the app itself reads its package from it. */
  readonly packageAccount?: StorageAccount | undefined
}

/** Gives the identity each role that the functions of this package need, and no other. */
export function assignRoles(
  identity: Identity,
  functions: readonly FunctionMetadata[],
  settings: CommonSettings,
  { storage, telemetry, packageAccount }: Opened,
): RoleAssignment[] {
  if (settings.auth !== 'identity') return []
  return [
    ...storageRoles(functions).map(({ role, queue }) =>
      identity.assign(role, (storage.queues.get(queue ?? '') ?? storage.account).id, queue),
    ),
    ...(telemetry ? [identity.assign('Monitoring Metrics Publisher', telemetry.component.id)] : []),
    ...connectionRoles(functions, settings).map(
      ({ role, resourceId, connection }) => identity.assign(role, resourceId, `connections.${connection}`), // a queue may have the same name
    ),
    ...(packageAccount ? [identity.assign('Storage Blob Data Reader', packageAccount.id, 'packages')] : []),
  ]
}
