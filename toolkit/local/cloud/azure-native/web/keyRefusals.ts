import { type Props, text } from '../../provider/props.ts'
import type { ResourceRecord } from '../../records.ts'
import type { CloudServices } from '../../services.ts'
import { appSettings } from '../../sites/appSettings.ts'

// learn.microsoft.com/azure/storage/common/shared-key-authorization-prevent

/** Refuses an app that opens a storage account by a key which the account does not take. Azure takes it, and the app fails. */
export function requireKeyAccess(site: Props, { records }: CloudServices): void {
  for (const account of records.ofType('azure-native:storage:StorageAccount')) {
    if (account.inputs.allowSharedKeyAccess === false && opensByKey(site, account))
      throw refused(site, account)
  }
}

/** Refuses to turn off the keys of a storage account that an app opens by one. Azure does so, and the app fails. */
export function requireNoAppByKey(account: ResourceRecord, { records }: CloudServices): void {
  for (const { inputs } of records.ofType('azure-native:web:WebApp')) {
    if (opensByKey(inputs, account)) throw refused(inputs, account)
  }
}

/** A connection string has the name of its account, and so has the URL of a package, with the SAS that a key signs. */
function opensByKey(site: Props, account: ResourceRecord): boolean {
  const name = text(account.inputs, 'accountName')
  return Object.values(appSettings(site)).some(
    (value) => value.split(/[/;=.]/).includes(name) && /;AccountKey=|[?&]sig=/i.test(value),
  )
}

function refused(site: Props, account: ResourceRecord): Error {
  return new Error(
    `KeyBasedAuthenticationNotPermitted: the app '${text(site, 'name')}' opens the storage account ` +
      `'${text(account.inputs, 'accountName')}' by a key, and the account takes none (allowSharedKeyAccess).`,
  )
}
