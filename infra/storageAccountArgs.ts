import type { StorageAccountArgs } from '@pulumi/azure-native/storage/storageAccount.js'
import * as storage from '@pulumi/azure-native/types/enums/storage/index.js'
import type * as pulumi from '@pulumi/pulumi'

export interface StorageAccountNeeds {
  readonly resourceGroupName: pulumi.Input<string>
  readonly accountName: pulumi.Input<string>
  readonly sku: string
  /** Whether anything opens the account with its key. */
  readonly byKey: boolean
  /** Whether the account takes nothing from the Internet. */
  readonly closed: boolean
}

/** A storage account that nobody reads without Entra ID, or the key where something needs it. */
export function storageAccountArgs(needs: StorageAccountNeeds): StorageAccountArgs {
  return {
    accountName: needs.accountName,
    resourceGroupName: needs.resourceGroupName,
    kind: storage.Kind.StorageV2,
    sku: { name: needs.sku },
    accessTier: storage.AccessTier.Hot,
    allowBlobPublicAccess: false,
    allowCrossTenantReplication: false,
    allowSharedKeyAccess: needs.byKey,
    defaultToOAuthAuthentication: true,
    enableHttpsTrafficOnly: true,
    isLocalUserEnabled: false,
    isSftpEnabled: false,
    minimumTlsVersion: storage.MinimumTlsVersion.TLS1_2,
    publicNetworkAccess: needs.closed ? 'Disabled' : 'Enabled',
    networkRuleSet: {
      defaultAction: needs.closed ? storage.DefaultAction.Deny : storage.DefaultAction.Allow,
      bypass: storage.Bypass.AzureServices,
    },
    // Longer ones are told in the logs, not refused: a package may be read with one that outlives a cold start.
    sasPolicy: { expirationAction: storage.ExpirationAction.Log, sasExpirationPeriod: '01.00:00:00' },
  }
}

/** What is deleted can be got back for a week. */
export const softDelete = {
  blobServicesName: 'default',
  deleteRetentionPolicy: { enabled: true, days: 7 },
  containerDeleteRetentionPolicy: { enabled: true, days: 7 },
}
