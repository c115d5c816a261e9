import { isUnknown, type Props } from '../../provider/props.ts'
import type { CheckFailure } from '../../provider/provider.ts'

/** Refuses a region for what has none; azure-native puts the stack's region where nothing is said. */
export function globalOnly({ location }: Props, type: string): CheckFailure[] {
  if (isUnknown(location) || String(location).toLowerCase() === 'global') return []
  return [
    {
      property: 'location',
      reason: `LocationNotAvailableForResourceType: ${type} is not in a region. Set location: 'global'.`,
    },
  ]
}
