import * as web from '@pulumi/azure-native/web/index.js'
import * as pulumi from '@pulumi/pulumi'
import type { HostingPlan } from './plans/plan.ts'

// An app of another kind of plan cannot run on these; all others are Dedicated.
const kinds = ['Dynamic', 'ElasticPremium', 'FlexConsumption']

/** The id of a plan that is there already, once it is sure that apps of this kind run on it. */
export function existingPlan(
  planId: pulumi.Input<string>,
  plan: HostingPlan,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const { id, sku, reserved } = web.AppServicePlan.get('existing-plan', planId, opts)
  return pulumi.all([id, sku, reserved, plan.serverFarm.sku]).apply(([found, size, linux, wanted]) => {
    if (!linux) throw refused(found, 'runs Windows, and a custom handler built here runs on Linux')
    if (kindOf(size?.tier) !== kindOf(wanted?.tier)) {
      throw refused(found, `is of the tier ${size?.tier}, and app:plan asks for ${wanted?.tier}`)
    }
    return found
  })
}

function kindOf(tier: string | undefined): string {
  return kinds.find((kind) => kind === tier) ?? 'Dedicated'
}

function refused(id: string, reason: string): pulumi.RunError {
  return new pulumi.RunError(
    `The plan of app:existing.plan, ${id}, ${reason}. Name another plan, or set app:plan to what it is.`,
  )
}
