import type { FunctionMetadata } from '../toolkit/build/functionMetadata.ts'
import { closesStorage } from './closesStorage.ts'
import { packagesAreApart, packagesAreKept } from './packageKeeping.ts'
import type { Places } from './places.ts'
import type { HostingPlan } from './plans/plan.ts'
import type { CommonSettings } from './settings.ts'
import { Storage } from './storage.ts'
import { storageNeeds } from './storageNeeds.ts'

/** The storage account of the app, as open and with as many keys as these settings need it. */
export async function appStorage(
  settings: CommonSettings,
  plan: HostingPlan,
  functions: readonly FunctionMetadata[],
  places: Places,
): Promise<Storage> {
  const { resourceGroupName, siteName: name, existing } = places
  const keepsPackages = packagesAreKept(settings) && !packagesAreApart(settings)
  return new Storage('storage', {
    ...places.storage,
    existingAccountId: existing.storageAccount,
    sku: settings.storageSku,
    needs: storageNeeds(functions),
    protect: settings.protect,
    keepsDeployment: plan.keepsDeployment,
    keepsPackages,
    byKey: settings.auth !== 'identity' || keepsPackages, // azure-native uploads with the key
    closed:
      settings.network === 'private' &&
      existing.storageAccount === undefined && // its owner opens and closes it
      (await closesStorage({ resourceGroupName, name })),
  })
}
