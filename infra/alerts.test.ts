import { beforeAll, describe, expect, it } from 'vitest'
import type { FunctionMetadata } from '../toolkit/build/functionMetadata.ts'
import { alertRules } from './alertRules.ts'
import { Alerts } from './alerts.ts'
import { budget } from './budget.ts'
import { type Asked, askedOf } from './testing/askedOf.ts'

const triggered = (name: string, type: string, more = {}): FunctionMetadata => ({
  name,
  bindings: [{ name: 'trigger', type, direction: 'in', ...more }],
})
const functions = [
  triggered('hello', 'httpTrigger'),
  triggered('orders', 'httpTrigger'),
  triggered('receipts', 'queueTrigger', { queueName: 'orders' }),
  triggered('nightly', 'timerTrigger', { schedule: '0 0 3 * * *' }),
  triggered('heartbeat', 'timerTrigger', { schedule: '0 */5 * * * *' }),
]
const thresholds = { failures: 5, latencyMs: 2000 }

describe('the alerts of an app', () => {
  const names = (of: FunctionMetadata[]) => alertRules(of, thresholds).map(({ name }) => name)

  it('are those that its triggers call for', () => {
    expect(names(functions)).toEqual(['failures', 'latency', 'poison', 'heartbeat'])
    expect(names([triggered('orders', 'serviceBusTrigger')])).toEqual(['failures'])
    expect(names([triggered('thumbnail', 'blobTrigger', { path: 'in/{name}' })])).toEqual([
      'failures',
      'poison',
    ])
    expect(names([triggered('nightly', 'timerTrigger', { schedule: '%NIGHTLY%' })])).toEqual(['failures'])
  })
})

describe('the alert set', () => {
  let asked: Asked[] = []
  beforeAll(async () => {
    asked = await askedOf(() => {
      new Alerts('alerts', {
        resourceGroupName: 'rg',
        componentId: '/mock/insights',
        emails: ['ops@example.com', 'dev@example.com'],
        rules: alertRules(functions, thresholds),
      })
      budget({ scope: '/mock/rg', amount: 50, emails: ['ops@example.com'] })
    })
  })
  const find = (name: string) => asked.find((resource) => resource.name === name)

  const rule = (name: string, text: string, more: Record<string, unknown>, condition: unknown) => ({
    resourceGroupName: 'rg',
    displayName: `shop dev: ${name}`,
    description: text,
    enabled: true,
    scopes: ['/mock/insights'],
    autoMitigate: true,
    actions: { actionGroups: ['/mock/people'] },
    ...more,
    criteria: {
      allOf: [
        {
          ...Object(condition),
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 },
        },
      ],
    },
  })
  const quarter = { evaluationFrequency: 'PT5M', windowSize: 'PT15M' }

  it('tells by e-mail', () => {
    const receiver = (emailAddress: string) => ({
      name: emailAddress,
      emailAddress,
      useCommonAlertSchema: true,
    })
    expect(find('people')?.inputs).toEqual({
      resourceGroupName: 'rg',
      location: 'global',
      enabled: true,
      groupShortName: 'functions',
      emailReceivers: [receiver('ops@example.com'), receiver('dev@example.com')],
    })
  })

  it('tells of failures, by their number and not by their share of a sample', () => {
    expect(find('alert-failures')?.inputs).toEqual(
      rule(
        'failures',
        'More than 5 invocations failed within 15 minutes. The exceptions in Application Insights say why.',
        { severity: 1, ...quarter },
        {
          query: 'requests | where success == false | summarize failed = sum(itemCount)',
          metricMeasureColumn: 'failed',
          timeAggregation: 'Maximum',
          operator: 'GreaterThan',
          threshold: 5,
        },
      ),
    )
  })

  it('tells of slow answers of the HTTP functions', () => {
    expect(find('alert-latency')?.inputs).toEqual(
      rule(
        'latency',
        'One HTTP request in twenty took longer than 2000 ms for 15 minutes.',
        { severity: 2, ...quarter },
        {
          query:
            "requests | where name in ('hello', 'orders') | summarize p95 = percentilew(duration, itemCount, 95)",
          metricMeasureColumn: 'p95',
          timeAggregation: 'Maximum',
          operator: 'GreaterThan',
          threshold: 2000,
        },
      ),
    )
  })

  it('tells of poisoned messages by what the host says of them', () => {
    expect(find('alert-poison')?.inputs).toEqual(
      rule(
        'poison',
        'A message failed so often that it was moved to a poison queue. Mend the function, then put the message back.',
        { severity: 1, ...quarter },
        {
          query: "traces | where message startswith 'Message has reached MaxDequeueCount'",
          timeAggregation: 'Count',
          operator: 'GreaterThan',
          threshold: 0,
        },
      ),
    )
  })

  it('tells when the timer that runs most often does not', () => {
    expect(find('alert-heartbeat')?.inputs).toEqual(
      rule(
        'heartbeat',
        'The timer function heartbeat did not run when it should have: the app is down, or it cannot start.',
        { severity: 0, ...quarter },
        {
          query: "requests | where name == 'heartbeat'",
          timeAggregation: 'Count',
          operator: 'LessThan',
          threshold: 1,
        },
      ),
    )
  })

  it('tells of the bill, for the month it was made in and every one after', () => {
    const notification = {
      enabled: true,
      operator: 'GreaterThan',
      contactEmails: ['ops@example.com'],
      locale: 'en-us',
    }
    expect(find('budget')?.inputs).toEqual({
      scope: '/mock/rg',
      amount: 50,
      category: 'Cost',
      timeGrain: 'Monthly',
      timePeriod: { startDate: expect.stringMatching(/^\d{4}-\d\d-01T00:00:00Z$/) },
      notifications: {
        spent: { ...notification, threshold: 80, thresholdType: 'Actual' },
        expected: { ...notification, threshold: 100, thresholdType: 'Forecasted' },
      },
    })
    expect(find('budget')?.options.ignoreChanges).toEqual(['timePeriod'])
  })
})
