import * as storage from '@pulumi/azure-native/storage/index.js'
import { type ResourceValidationPolicy, validateResourceOfType } from '@pulumi/policy'

const fewestDays = 7

/** What lies in a storage account is private, and can be brought back. */
export const storageDataPolicies: ResourceValidationPolicy[] = [
  {
    name: 'container-private',
    description: 'A blob container is private.',
    validateResource: validateResourceOfType(storage.BlobContainer, (container, _args, violation) => {
      if (container.publicAccess !== 'None') {
        violation('The container is open to anybody, or does not say. Set publicAccess: None.')
      }
    }),
  },
  {
    name: 'blob-soft-delete',
    description: `Deleted blobs and containers can be brought back for ${fewestDays} days.`,
    validateResource: validateResourceOfType(storage.BlobServiceProperties, (service, _args, violation) => {
      const policies = {
        deleteRetentionPolicy: service.deleteRetentionPolicy,
        containerDeleteRetentionPolicy: service.containerDeleteRetentionPolicy,
      }
      for (const [name, policy] of Object.entries(policies)) {
        if (policy?.enabled === true && (policy.days ?? 0) >= fewestDays) continue
        violation(
          `What is deleted is gone at once. Set ${name}: { enabled: true, days: ${fewestDays} } or more.`,
        )
      }
    }),
  },
]
