import type { ResourceValidationPolicy } from '@pulumi/policy'
import { functionAppPolicies } from './rules/functionApp.ts'
import { locationPolicies } from './rules/location.ts'
import { planPolicies } from './rules/plan.ts'
import { publishingPolicies } from './rules/publishing.ts'
import { rolePolicies } from './rules/role.ts'
import { secretPolicies } from './rules/secret.ts'
import { storageAccountPolicies } from './rules/storageAccount.ts'
import { storageDataPolicies } from './rules/storageData.ts'
import { tagPolicies } from './rules/tag.ts'
import { telemetryPolicies } from './rules/telemetry.ts'

/** Every rule of the pack. */
export const policies: ResourceValidationPolicy[] = [
  ...functionAppPolicies,
  ...locationPolicies,
  ...planPolicies,
  ...publishingPolicies,
  ...rolePolicies,
  ...secretPolicies,
  ...storageAccountPolicies,
  ...storageDataPolicies,
  ...tagPolicies,
  ...telemetryPolicies,
]
