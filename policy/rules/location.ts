import type { ResourceValidationPolicy } from '@pulumi/policy'
import { ifKnown } from '../ifKnown.ts'

interface AllowedLocations {
  readonly locations: readonly string[]
}

/** The regions that data may lie in. */
export const locationPolicies: ResourceValidationPolicy[] = [
  {
    name: 'location-allowed',
    description: 'A resource is in a region that is allowed. Without `locations` every region is.',
    configSchema: { properties: { locations: { type: 'array', items: { type: 'string' }, default: [] } } },
    validateResource: (args, violation) => {
      const allowed = args.getConfig<AllowedLocations>().locations.map(normal)
      const location: unknown = ifKnown(() => args.props.location ?? args.provider?.props.location)
      if (allowed.length === 0 || typeof location !== 'string' || normal(location) === 'global') return
      if (!allowed.includes(normal(location))) {
        violation(`The resource is in ${location}. Allowed is ${allowed.join(', ')}.`)
      }
    },
  },
]

/** `West Europe` and `westeurope` are one region. */
function normal(location: string): string {
  return location.toLowerCase().replaceAll(' ', '')
}
