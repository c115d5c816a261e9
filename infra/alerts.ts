import { ActionGroup } from '@pulumi/azure-native/monitor/actionGroup.js'
import { ScheduledQueryRule } from '@pulumi/azure-native/monitor/scheduledQueryRule.js'
import * as monitor from '@pulumi/azure-native/types/enums/monitor/index.js'
import * as pulumi from '@pulumi/pulumi'
import type { AlertRule } from './alertRules.ts'

export interface AlertsArgs {
  readonly resourceGroupName: pulumi.Input<string>
  /** The Application Insights component whose telemetry is asked. */
  readonly componentId: pulumi.Input<string>
  readonly emails: readonly string[]
  readonly rules: readonly AlertRule[]
}

/** Whom to tell, and what of. */
export class Alerts extends pulumi.ComponentResource {
  readonly actionGroup: ActionGroup

  constructor(name: string, args: AlertsArgs, opts?: pulumi.ComponentResourceOptions) {
    super('custom-handler-stack:infra:Alerts', name, {}, opts)
    const { resourceGroupName } = args
    this.actionGroup = new ActionGroup(
      'people',
      {
        resourceGroupName,
        location: 'global',
        enabled: true,
        groupShortName: 'functions', // 12 letters at most; SMS and e-mail show it
        emailReceivers: args.emails.map((emailAddress) => ({
          name: emailAddress,
          emailAddress,
          useCommonAlertSchema: true,
        })),
      },
      { parent: this },
    )
    for (const rule of args.rules) {
      new ScheduledQueryRule(
        `alert-${rule.name}`,
        {
          resourceGroupName,
          displayName: pulumi.interpolate`${pulumi.getProject()} ${pulumi.getStack()}: ${rule.name}`,
          description: rule.description,
          enabled: true,
          severity: rule.severity,
          scopes: [args.componentId],
          evaluationFrequency: rule.every,
          windowSize: rule.window,
          autoMitigate: true, // says when it is over
          criteria: { allOf: [condition(rule)] },
          actions: { actionGroups: [this.actionGroup.id] },
        },
        { parent: this },
      )
    }
    this.registerOutputs()
  }
}

function condition({ query, measure, operator, threshold }: AlertRule) {
  return {
    query,
    operator,
    threshold,
    ...(measure === undefined
      ? { timeAggregation: monitor.TimeAggregation.Count }
      : { timeAggregation: monitor.TimeAggregation.Maximum, metricMeasureColumn: measure }),
    failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 },
  }
}
