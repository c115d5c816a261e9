import { ManagementLockByScope } from '@pulumi/azure-native/authorization/managementLockByScope.js'
import * as authorization from '@pulumi/azure-native/types/enums/authorization/index.js'
import * as pulumi from '@pulumi/pulumi'

/**
 * Locks the resource group against deletion, by whoever and whatever; comes last and goes first.
 * @param deployed what the last resource of the stack reports
 * @param parts the other resources that have to be there before, and may go only after it
 */
export function deletionLock(
  groupId: pulumi.Input<string>,
  deployed: pulumi.Input<unknown>,
  parts: ReadonlyArray<pulumi.Resource | undefined>,
): ManagementLockByScope {
  return new ManagementLockByScope(
    'lock',
    {
      scope: pulumi.all([groupId, deployed]).apply(([id]) => id),
      level: authorization.LockLevel.CanNotDelete,
      notes:
        'Set by app:lock of the stack. Take it away with `pulumi config set app:lock false` and `pulumi up`.',
    },
    { dependsOn: parts.filter((part) => part !== undefined) },
  )
}
