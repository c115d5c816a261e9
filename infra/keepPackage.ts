import { isKept } from './isKept.ts'
import { Package } from './package.ts'
import { packagesAreApart, packagesAreKept } from './packageKeeping.ts'
import { PackageStore } from './packageStore.ts'
import type { PackageZip } from './packageZip.ts'
import type { Places } from './places.ts'
import type { CommonSettings } from './settings.ts'
import type { Storage } from './storage.ts'

/** The package that Pulumi brings to the app, among those of before. */
export interface KeptPackages {
  readonly package: Package
  /** The account they have to themselves, if they have one. */
  readonly store: PackageStore | undefined
}

/** Keeps the package where packages are kept; nothing where something else than Pulumi delivers them. */
export async function keepPackage(
  settings: CommonSettings,
  places: Places,
  storage: Storage,
  zip: PackageZip,
): Promise<KeptPackages | undefined> {
  if (!packagesAreKept(settings)) return undefined
  const { storageSku: sku, protect } = settings
  const store = packagesAreApart(settings)
    ? new PackageStore('packages', { ...places.packages, sku, protect })
    : undefined
  const { account, container } = store ?? { account: storage.account, container: storage.releases }
  if (container === undefined) return undefined
  return {
    store,
    package: new Package('package', {
      ...places.packages,
      account,
      container,
      zip,
      isKept: zip.isEarlier || (await isKept({ ...places.packages, hash: zip.hash })),
    }),
  }
}
