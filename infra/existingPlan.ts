import { AppServicePlan } from '@pulumi/azure-native/web/appServicePlan.js'
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
  const { id, sku, reserved } = AppServicePlan.get('existing-plan', planId, opts)
  return pulumi.all([id, sku, reserved, plan.serverFarm.sku]).apply(([found, size, linux, wanted]) => {
    const refusal = planRefusal({ tier: size?.tier, linux: linux === true }, wanted?.tier)
    if (refusal === undefined) return found
    throw new pulumi.RunError(
      `The plan of app:existing.plan, ${found}, ${refusal}. Name another plan, or set app:plan to what it is.`,
    )
  })
}

/** Why an app of the plan that is wanted cannot run on the one that is there. */
export function planRefusal(
  found: { readonly tier: string | undefined; readonly linux: boolean },
  wanted: string | undefined,
): string | undefined {
  if (!found.linux) return 'runs Windows, and a custom handler built here runs on Linux'
  if (kindOf(found.tier) === kindOf(wanted)) return undefined
  return `is of the tier ${found.tier}, and app:plan asks for ${wanted}`
}

function kindOf(tier: string | undefined): string {
  return kinds.find((kind) => kind === tier) ?? 'Dedicated'
}
