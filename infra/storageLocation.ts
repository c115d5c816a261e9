import * as pulumi from '@pulumi/pulumi'
import { groupOf, nameOf } from './armId.ts'

/** How a storage account is named to Azure. */
export interface StorageLocation {
  readonly resourceGroupName: pulumi.Output<string>
  readonly accountName: pulumi.Output<string>
}

/** Where the storage account is going to be, or is already. */
export function storageLocation(
  existingId: pulumi.Input<string> | undefined,
  own: StorageLocation,
): StorageLocation {
  if (existingId === undefined) return own
  const id = pulumi.output(existingId)
  return { resourceGroupName: id.apply(groupOf), accountName: id.apply(nameOf) }
}
