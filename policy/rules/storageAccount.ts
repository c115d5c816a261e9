import * as storage from '@pulumi/azure-native/storage/index.js'
import { type ResourceValidationPolicy, validateResourceOfType } from '@pulumi/policy'

const strongTls = new Set<string | undefined>(['TLS1_2', 'TLS1_3'])

/** Nobody reads a storage account in the clear, anonymously or past Entra ID. */
export const storageAccountPolicies: ResourceValidationPolicy[] = [
  {
    name: 'storage-https-only',
    description: 'A storage account takes HTTPS only.',
    validateResource: validateResourceOfType(storage.StorageAccount, (account, _args, violation) => {
      if (account.enableHttpsTrafficOnly !== true) {
        violation('The storage account takes plain HTTP. Set enableHttpsTrafficOnly: true.')
      }
    }),
  },
  {
    name: 'storage-tls',
    description: 'A storage account takes TLS 1.2 or newer.',
    validateResource: validateResourceOfType(storage.StorageAccount, (account, _args, violation) => {
      if (!strongTls.has(account.minimumTlsVersion)) {
        violation(
          `The storage account takes ${account.minimumTlsVersion ?? 'TLS 1.0'}. Set minimumTlsVersion: TLS1_2.`,
        )
      }
    }),
  },
  {
    name: 'storage-no-public-blobs',
    description: 'No container of a storage account can be made public.',
    validateResource: validateResourceOfType(storage.StorageAccount, (account, _args, violation) => {
      if (account.allowBlobPublicAccess !== false) {
        violation('Containers of the storage account can be made public. Set allowBlobPublicAccess: false.')
      }
    }),
  },
  {
    name: 'storage-no-cross-tenant-replication',
    description: 'Blobs are not replicated to accounts of another tenant.',
    validateResource: validateResourceOfType(storage.StorageAccount, (account, _args, violation) => {
      if (account.allowCrossTenantReplication !== false) {
        violation('Blobs can be replicated to another tenant. Set allowCrossTenantReplication: false.')
      }
    }),
  },
  {
    name: 'storage-no-local-users',
    description: 'Nobody reaches a storage account with a password of its own, over SFTP or as a local user.',
    validateResource: validateResourceOfType(storage.StorageAccount, (account, _args, violation) => {
      if (account.isLocalUserEnabled !== false || account.isSftpEnabled === true) {
        violation(
          'The storage account lets local users in, past Entra ID. Set isLocalUserEnabled: false and isSftpEnabled: false.',
        )
      }
    }),
  },
  {
    name: 'storage-entra-first',
    description: 'Entra ID is the ordinary way into a storage account.',
    validateResource: validateResourceOfType(storage.StorageAccount, (account, _args, violation) => {
      if (account.defaultToOAuthAuthentication !== true && account.allowSharedKeyAccess !== false) {
        violation(
          'The storage account is opened with its key by default. Set defaultToOAuthAuthentication: true, or allowSharedKeyAccess: false.',
        )
      }
    }),
  },
  {
    name: 'storage-sas-policy',
    description: 'A storage account that can sign SAS tokens says how long one may live.',
    validateResource: validateResourceOfType(storage.StorageAccount, (account, _args, violation) => {
      if (account.allowSharedKeyAccess !== false && account.sasPolicy === undefined) {
        violation(
          'A SAS token of the storage account may live for ever, and nobody is told. Set sasPolicy, e.g. { expirationAction: "Log", sasExpirationPeriod: "01.00:00:00" }.',
        )
      }
    }),
  },
]
