import { Component } from '@pulumi/azure-native/applicationinsights/component.js'
import { Workspace } from '@pulumi/azure-native/operationalinsights/workspace.js'
import * as applicationinsights from '@pulumi/azure-native/types/enums/applicationinsights/index.js'
import * as operationalinsights from '@pulumi/azure-native/types/enums/operationalinsights/index.js'
import * as pulumi from '@pulumi/pulumi'

export interface TelemetryArgs {
  readonly resourceGroupName: pulumi.Input<string>
  readonly retentionInDays: number
  readonly dailyQuotaGb: number
  /** Whether telemetry is taken from identities alone, not from whoever has the connection string. */
  readonly identityOnly: boolean
  /** Id of a workspace to write into, in place of one of its own; its retention and cap are its owner's. */
  readonly existingWorkspaceId?: pulumi.Input<string> | undefined
}

/** A Log Analytics workspace and the Application Insights component that writes into it, without keys. */
export class Telemetry extends pulumi.ComponentResource {
  readonly component: Component

  constructor(name: string, args: TelemetryArgs, opts?: pulumi.ComponentResourceOptions) {
    super('custom-handler-stack:infra:Telemetry', name, {}, opts)
    const { resourceGroupName } = args
    const workspace = this.#workspace(args)
    this.component = new Component(
      'insights',
      {
        resourceGroupName,
        kind: 'web',
        applicationType: applicationinsights.ApplicationType.Web,
        ingestionMode: applicationinsights.IngestionMode.LogAnalytics,
        workspaceResourceId: workspace.id,
        disableLocalAuth: args.identityOnly,
      },
      { parent: this },
    )
    this.registerOutputs()
  }

  #workspace(args: TelemetryArgs): Workspace {
    const { resourceGroupName, existingWorkspaceId } = args
    const inComponent = { parent: this }
    if (existingWorkspaceId !== undefined) {
      return Workspace.get('existing-logs', existingWorkspaceId, inComponent)
    }
    return new Workspace(
      'logs',
      {
        resourceGroupName,
        sku: { name: operationalinsights.WorkspaceSkuNameEnum.PerGB2018 },
        retentionInDays: args.retentionInDays,
        workspaceCapping: { dailyQuotaGb: args.dailyQuotaGb },
      },
      inComponent,
    )
  }
}
