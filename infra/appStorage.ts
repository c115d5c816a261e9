import type { FunctionMetadata } from '../toolkit/build/functionMetadata.ts'
import { closesStorage } from './closesStorage.ts'
import { packagesAreApart, packagesAreKept } from './packageKeeping.ts'
import type { Places } from './places.ts'
import type { HostingPlan } from './plans/plan.ts'
import type { CommonSettings } from './settings.ts'
import { stillByKey } from './stillByKey.ts'
import { Storage } from './storage.ts'
import { storageNeeds } from './storageNeeds.ts'

/** The storage account of the app, as open and with as many keys as these settings need it. */
export async function appStorage(
  settings: CommonSettings,
  plan: HostingPlan,
  functions: readonly FunctionMetadata[],
  places: Places,
): Promise<Storage> {
  const { existing } = places
  const app = { resourceGroupName: places.resourceGroupName, name: places.siteName }
  const isOwn = existing.storageAccount === undefined // its owner opens and closes another one
  const keepsPackages = packagesAreKept(settings) && !packagesAreApart(settings)
  return new Storage('storage', {
    ...places.storage,
    existingAccountId: existing.storageAccount,
    sku: settings.storageSku,
    needs: storageNeeds(functions),
    protect: settings.protect,
    keepsDeployment: plan.keepsDeployment,
    keepsPackages,
    byKey:
      settings.auth !== 'identity' ||
      keepsPackages || // azure-native uploads with the key
      (isOwn && (await stillByKey(app, places.storage))),
    closed: settings.network === 'private' && isOwn && (await closesStorage(app)),
  })
}
