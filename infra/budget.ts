import { Budget } from '@pulumi/azure-native/consumption/budget.js'
import * as consumption from '@pulumi/azure-native/types/enums/consumption/index.js'
import type * as pulumi from '@pulumi/pulumi'

export interface BudgetArgs {
  /** Id of the resource group whose cost is counted. */
  readonly scope: pulumi.Input<string>
  /** A month's cost, in the currency of the bill. */
  readonly amount: number
  readonly emails: readonly string[]
}

/** Tells by e-mail when the month costs 80 % of the budget, and when it is going to cost more. It stops nothing. */
export function budget({ scope, amount, emails }: BudgetArgs): Budget {
  const notification = {
    enabled: true,
    operator: consumption.OperatorType.GreaterThan,
    contactEmails: [...emails],
    locale: consumption.CultureCode.En_us,
  }
  return new Budget(
    'budget',
    {
      scope,
      amount,
      category: consumption.CategoryType.Cost,
      timeGrain: consumption.TimeGrainType.Monthly,
      timePeriod: { startDate: firstOfMonth(new Date()) },
      notifications: {
        spent: { ...notification, threshold: 80, thresholdType: consumption.ThresholdType.Actual },
        expected: { ...notification, threshold: 100, thresholdType: consumption.ThresholdType.Forecasted },
      },
    },
    // Azure wants a month that is not over when the budget is made; the month it was made in stays.
    { ignoreChanges: ['timePeriod'] },
  )
}

function firstOfMonth(date: Date): string {
  return `${date.toISOString().slice(0, 7)}-01T00:00:00Z`
}
