import { getStorageAccount } from '@pulumi/azure-native/storage/getStorageAccount.js'
import * as pulumi from '@pulumi/pulumi'
import { ifThere } from './ifThere.ts'
import { packagesAreApart } from './packageKeeping.ts'
import { PackageStore } from './packageStore.ts'
import type { Places } from './places.ts'
import type { CommonSettings } from './settings.ts'

/**
 * The storage account of packages alone, in a stack that keeps them there, or did: what was deployed before is in it, so
 * that it stays for as long as it is there.
 */
export async function keptPackageStore(
  settings: CommonSettings,
  { packageStore }: Places,
): Promise<PackageStore | undefined> {
  if (!packagesAreApart(settings)) {
    const former = await ifThere(pulumi.output(packageStore), getStorageAccount)
    if (former === undefined) return undefined
    void pulumi.log.warn(
      `The storage account ${former.name} stays with the packages that app:packageStore separate has kept in it, though ` +
        'none is kept there any more. When nobody is to go back to them, delete it (`az storage account delete --name ' +
        `${former.name}\`) and run \`pulumi up\` again.`,
    )
  }
  const { storageSku: sku, protect } = settings
  return new PackageStore('packages', { ...packageStore, sku, protect })
}
