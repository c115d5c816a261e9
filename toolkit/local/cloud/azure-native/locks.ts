import { text } from '../provider/props.ts'
import type { ResourceRecord } from '../records.ts'
import type { CloudServices } from '../services.ts'
import { managementLockByScope } from './authorization/managementLockByScope.ts'
import { blob } from './storage/blob.ts'

/**
 * Refuses what a lock on the resource, or on what it lies in, refuses: deleting, and at level ReadOnly changing.
 * Locks hold for the management plane; blobs are data (learn.microsoft.com/azure/azure-resource-manager/management/lock-resources).
 */
export function requireUnlocked(
  { id, type }: Pick<ResourceRecord, 'id' | 'type'>,
  operation: 'delete' | 'write',
  { records }: CloudServices,
): void {
  if (type === managementLockByScope.token || type === blob.token) return
  const lock = records
    .ofType(managementLockByScope.token)
    .filter(({ inputs }) => operation === 'delete' || inputs.level === 'ReadOnly')
    .find(({ inputs }) => `${id}/`.toLowerCase().startsWith(`${text(inputs, 'scope')}/`.toLowerCase()))
  if (lock === undefined) return
  throw new Error(
    `ScopeLocked: The scope '${id}' cannot perform ${operation} operation because the following scope(s) are locked: ` +
      `'${text(lock.inputs, 'scope')}'. Please remove the lock and try again.`,
  )
}
