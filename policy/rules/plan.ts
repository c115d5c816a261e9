import * as web from '@pulumi/azure-native/web/index.js'
import { type ResourceValidationPolicy, validateResourceOfType } from '@pulumi/policy'

interface AllowedPlans {
  readonly tiers: readonly string[]
}

/** The kinds of hosting plan an organisation wants to pay for. */
export const planPolicies: ResourceValidationPolicy[] = [
  {
    name: 'plan-allowed',
    description: 'A hosting plan is of a tier that is allowed. Without `tiers` every tier is.',
    configSchema: { properties: { tiers: { type: 'array', items: { type: 'string' }, default: [] } } },
    validateResource: validateResourceOfType(web.AppServicePlan, (plan, args, violation) => {
      const { tiers } = args.getConfig<AllowedPlans>()
      const tier = plan.sku?.tier ?? plan.sku?.name ?? 'none'
      if (tiers.length > 0 && !tiers.includes(tier)) {
        violation(`The plan's tier is ${tier}. Allowed is ${tiers.join(', ')}.`)
      }
    }),
  },
]
