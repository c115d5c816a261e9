import { inGroup, type RefusalCase } from './refusalCase.ts'

const alerts = 'learn.microsoft.com/azure/azure-monitor/alerts/alerts-create-log-alert-rule'
const budgets = 'learn.microsoft.com/rest/api/consumption/budgets/create-or-update'
const rule = { ...inGroup, evaluationFrequency: 'PT5M', windowSize: 'PT15M' }

/** What alerts, budgets and locks refuse. */
export const watchRefusals: readonly RefusalCase[] = [
  {
    what: 'a short name of more than 12 characters',
    type: 'monitor:ActionGroup',
    source: 'learn.microsoft.com/rest/api/monitor/action-groups/create-or-update',
    says: 'of an action group has 1 to 12 characters.',
    inputs: () => ({ ...inGroup, groupShortName: 'too-long-a-name' }),
  },
  {
    what: 'a window that alerts do not have',
    type: 'monitor:ScheduledQueryRule',
    source: alerts,
    says: "'PT20M' is no windowSize.",
    inputs: () => ({ ...rule, windowSize: 'PT20M' }),
  },
  {
    what: 'a question asked more rarely than it looks back',
    type: 'monitor:ScheduledQueryRule',
    source: alerts,
    says: 'evaluationFrequency is longer than windowSize',
    inputs: () => ({ ...rule, evaluationFrequency: 'PT1H' }),
  },
  {
    what: 'a budget that begins in the middle of a month',
    type: 'consumption:Budget',
    source: budgets,
    says: 'of a budget is the first of a month.',
    inputs: async (cloud) => {
      const { id } = await cloud.create('resources:ResourceGroup', inGroup)
      return { scope: id, amount: 5, timeGrain: 'Monthly', timePeriod: { startDate: '2026-01-15T00:00:00Z' } }
    },
  },
  {
    what: 'anything deleted, while a lock is on it or above it (here: written under a read-only lock)',
    type: 'operationalinsights:Workspace',
    source: 'learn.microsoft.com/azure/azure-resource-manager/management/lock-resources',
    says: 'ScopeLocked: The scope',
    inputs: async (cloud) => {
      const { id } = await cloud.create('resources:ResourceGroup', inGroup)
      const lock = { scope: id, lockName: 'keep', level: 'ReadOnly' }
      await cloud.create('authorization:ManagementLockByScope', lock)
      return { ...inGroup, workspaceName: 'logs' }
    },
  },
]
