import * as applicationinsights from '@pulumi/azure-native/applicationinsights/index.js'
import * as operationalinsights from '@pulumi/azure-native/operationalinsights/index.js'
import { type ResourceValidationPolicy, validateResourceOfType } from '@pulumi/policy'

/** Telemetry is written by identities, and cannot run up a bill. */
export const telemetryPolicies: ResourceValidationPolicy[] = [
  {
    name: 'telemetry-entra-only',
    description: 'Application Insights takes telemetry from identities only.',
    validateResource: validateResourceOfType(applicationinsights.Component, (component, _args, violation) => {
      if (component.disableLocalAuth !== true) {
        violation('Whoever has the connection string can write telemetry. Set disableLocalAuth: true.')
      }
    }),
  },
  {
    name: 'logs-daily-cap',
    description: 'A Log Analytics workspace has a daily cap.',
    validateResource: validateResourceOfType(operationalinsights.Workspace, (workspace, _args, violation) => {
      if ((workspace.workspaceCapping?.dailyQuotaGb ?? -1) <= 0) {
        violation('A loop that logs can cost any sum. Set workspaceCapping.dailyQuotaGb.')
      }
    }),
  },
]
