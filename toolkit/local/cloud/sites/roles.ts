import { type Props, text } from '../provider/props.ts'
import type { CloudServices } from '../services.ts'

/** Built-in roles that open the services of a storage account (azure-resources reference, section 4). */
export const storageRoles = {
  blobOwner: { name: 'Storage Blob Data Owner', id: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b' },
  blobContributor: { name: 'Storage Blob Data Contributor', id: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe' },
  blobReader: { name: 'Storage Blob Data Reader', id: '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1' },
  queueContributor: { name: 'Storage Queue Data Contributor', id: '974c5e8b-45b9-4653-ba55-5f855dd0fb88' },
  tableContributor: { name: 'Storage Table Data Contributor', id: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3' },
} as const

export interface Role {
  readonly name: string
  readonly id: string
}

/** An identity, found by one of its properties: `clientId`, or its resource id. */
export interface IdentityKey {
  readonly clientId?: string | undefined
  readonly resourceId?: string | undefined
}

/**
 * Whether an identity holds one of the roles on a storage account. A role on a queue, container or blob of the account
 * counts as well: the emulator cannot keep what lies beside it shut.
 */
export function holdsRole(
  identity: IdentityKey,
  roles: readonly Role[],
  accountName: string,
  { records }: CloudServices,
): boolean {
  const holder = records
    .ofType('azure-native:managedidentity:UserAssignedIdentity')
    .find(({ id, outputs }) =>
      identity.resourceId === undefined ? outputs.clientId === identity.clientId : id === identity.resourceId,
    )
  const account = records
    .ofType('azure-native:storage:StorageAccount')
    .find(({ inputs }) => inputs.accountName === accountName)
  if (holder === undefined || account === undefined) return false
  return records
    .ofType('azure-native:authorization:RoleAssignment')
    .some(
      ({ inputs }) =>
        inputs.principalId === holder.outputs.principalId &&
        roles.some(({ id }) => text(inputs, 'roleDefinitionId').endsWith(id)) &&
        isOnOneWay(account.id, text(inputs, 'scope')),
    )
}

/** ARM compares ids without regard to case; a scope covers itself and what lies below it. */
function isOnOneWay(id: string, scope: string): boolean {
  const [a, b] = [`${id}/`.toLowerCase(), `${scope}/`.toLowerCase()]
  return a.startsWith(b) || b.startsWith(a)
}

/** The resource ids of the identities that a site has. */
export function identitiesOf(site: Props): string[] {
  const { identity } = site
  const ids =
    typeof identity === 'object' && identity !== null ? Reflect.get(identity, 'userAssignedIdentities') : []
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : []
}
