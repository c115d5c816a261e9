import { Network } from './network.ts'
import type { Places } from './places.ts'
import type { HostingPlan } from './plans/plan.ts'
import type { CommonSettings } from './settings.ts'
import type { Storage } from './storage.ts'

/** The network of a private app; a public one has none. */
export function privateNetwork(
  settings: CommonSettings,
  { subnet }: HostingPlan,
  places: Places,
  storage: Storage,
): Network | undefined {
  if (settings.network !== 'private' || subnet === undefined) return undefined
  return new Network('network', {
    resourceGroupName: places.resourceGroupName,
    addressRange: settings.networkAddressRange,
    subnet,
    storageAccountId: storage.account.id,
    storageParts: storage.neededByApp,
    existingNetworkId: places.existing.virtualNetwork,
  })
}
