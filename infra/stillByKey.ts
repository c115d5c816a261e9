import { getStorageAccount } from '@pulumi/azure-native/storage/getStorageAccount.js'
import { listWebAppApplicationSettings } from '@pulumi/azure-native/web/listWebAppApplicationSettings.js'
import * as pulumi from '@pulumi/pulumi'
import { ifThere } from './ifThere.ts'
import type { AppLocation } from './places.ts'
import type { StorageLocation } from './storageLocation.ts'

/**
 * Whether the app that runs opens its storage account with a key, though its settings are to have none. It needs the key
 * until they have changed: one update changes them, and the next one turns the keys off.
 */
export async function stillByKey(app: AppLocation, account: StorageLocation): Promise<boolean> {
  const live = await ifThere(pulumi.output(account), getStorageAccount)
  if (live === undefined || live.allowSharedKeyAccess === false) return false
  const site = await ifThere(pulumi.output(app), listWebAppApplicationSettings) // nobody reads them where it is no question
  if (!hasKey(site?.properties ?? {}, live.name)) return false
  void pulumi.log.warn(
    'The app that runs still opens its storage account with a key: the account takes keys until the app does without. ' +
      'Run `pulumi up` once more after this one, which turns them off.',
  )
  return true
}

/** Whether app settings open an account with its key: by themselves, or with a SAS for the package, which the key signs. */
export function hasKey(settings: Readonly<Record<string, string>>, accountName: string): boolean {
  const { AzureWebJobsStorage: connectionString, WEBSITE_RUN_FROM_PACKAGE: packageUrl = '' } = settings
  return connectionString !== undefined || (packageUrl.includes(accountName) && packageUrl.includes('sig='))
}
