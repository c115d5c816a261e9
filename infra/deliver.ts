import * as pulumi from '@pulumi/pulumi'
import { cliDelivery } from './cliDelivery.ts'
import type { PackageZip } from './packageZip.ts'
import type { DeliveryOptions, HostingPlan, StoredRelease } from './plans/plan.ts'

export interface DeliverArgs {
  readonly plan: HostingPlan
  readonly delivery: 'pulumi' | 'cli' | 'external'
  readonly resourceGroupName: pulumi.Input<string>
  readonly siteName: pulumi.Input<string>
  readonly zip: PackageZip
  /** Where the package is kept, if Pulumi delivers it. */
  readonly stored: StoredRelease | undefined
}

/** Brings the package to the app, or leaves that to a pipeline (`external`). Known when it is done. */
export function deliver(args: DeliverArgs, opts: DeliveryOptions): pulumi.Output<unknown> {
  const { plan, stored, siteName, zip, resourceGroupName } = args
  if (stored) return plan.deliver({ ...stored, resourceGroupName, siteName }, opts)
  if (args.delivery === 'cli') return cliDelivery({ resourceGroupName, siteName, zip }, opts)
  return pulumi.output(siteName)
}
