import * as resources from '@pulumi/azure-native/resources/index.js'
import type * as pulumi from '@pulumi/pulumi'

/** The group that the stack's resources are created in: one of its own, unless there is one already. */
export function resourceGroup(
  existingId: pulumi.Input<string> | undefined,
  opts: pulumi.CustomResourceOptions,
): resources.ResourceGroup {
  if (existingId !== undefined) return resources.ResourceGroup.get('existing-rg', existingId)
  return new resources.ResourceGroup('rg', {}, opts)
}
