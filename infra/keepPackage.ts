import { isKept } from './isKept.ts'
import { Package } from './package.ts'
import { packagesAreApart, packagesAreKept } from './packageKeeping.ts'
import type { PackageStore } from './packageStore.ts'
import type { PackageZip } from './packageZip.ts'
import type { CommonSettings } from './settings.ts'
import type { Storage } from './storage.ts'
import type { StorageLocation } from './storageLocation.ts'

/** The package that Pulumi brings to the app, among those of before. */
export interface KeptPackages {
  readonly package: Package
  /** The account they have to themselves, if they have one. */
  readonly store: PackageStore | undefined
}

export interface KeepPackageArgs {
  /** The storage account that packages are kept in. */
  readonly location: StorageLocation
  readonly storage: Storage
  readonly packageStore: PackageStore | undefined
  readonly zip: PackageZip
}

/** Keeps the package where packages are kept; nothing where something else than Pulumi delivers them. */
export async function keepPackage(
  settings: CommonSettings,
  { location, storage, packageStore, zip }: KeepPackageArgs,
): Promise<KeptPackages | undefined> {
  if (!packagesAreKept(settings)) return undefined
  const store = packagesAreApart(settings) ? packageStore : undefined
  const { account, container } = store ?? { account: storage.account, container: storage.releases }
  if (container === undefined) return undefined
  return {
    store,
    package: new Package('package', {
      ...location,
      account,
      container,
      zip,
      isKept: zip.isEarlier || (await isKept({ ...location, hash: zip.hash })),
    }),
  }
}
