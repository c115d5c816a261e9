import * as authorization from '@pulumi/azure-native/authorization/index.js'
import * as pulumi from '@pulumi/pulumi'

/**
 * Locks the resource group against deletion, by whoever and whatever; comes last and goes first.
 * @param deployed everything the lock has to wait for
 */
export function deletionLock(
  groupId: pulumi.Input<string>,
  deployed: pulumi.Input<unknown>,
  opts: pulumi.CustomResourceOptions,
): authorization.ManagementLockByScope {
  return new authorization.ManagementLockByScope(
    'lock',
    {
      scope: pulumi.all([groupId, deployed]).apply(([id]) => id),
      level: authorization.LockLevel.CanNotDelete,
      notes:
        'Set by app:lock of the stack. Take it away with `pulumi config set app:lock false` and `pulumi up`.',
    },
    opts,
  )
}
