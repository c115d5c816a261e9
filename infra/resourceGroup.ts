import { ResourceGroup } from '@pulumi/azure-native/resources/resourceGroup.js'
import type * as pulumi from '@pulumi/pulumi'

/** The group that the stack's resources are created in: one of its own, unless there is one already. */
export function resourceGroup(
  existingId: pulumi.Input<string> | undefined,
  opts: pulumi.CustomResourceOptions,
): ResourceGroup {
  if (existingId !== undefined) return ResourceGroup.get('existing-rg', existingId)
  return new ResourceGroup('rg', {}, opts)
}
