import { type Props, text } from '../../provider/props.ts'
import type { CloudServices } from '../../services.ts'
import type { StorageAccess } from '../../storage/storageAccess.ts'

/** The account that a container, blob or queue belongs to; refused as ARM refuses a missing parent. */
export async function accountOf(inputs: Props, { storage }: CloudServices): Promise<StorageAccess> {
  const name = text(inputs, 'accountName')
  const access = storage.access(name)
  if (access === undefined) {
    throw new Error(
      `ParentResourceNotFound: the storage account '${name}' does not exist. ` +
        'Pass the account resource (`account.name`) so that it is created first.',
    )
  }
  await storage.ready()
  return access
}

export function hasAccount(inputs: Props, { storage }: CloudServices): boolean {
  return storage.access(text(inputs, 'accountName')) !== undefined
}
