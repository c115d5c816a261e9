import { child, isProps, list, type Props, text } from '../../provider/props.ts'
import type { ResourceRecord } from '../../records.ts'
import type { ResourceType } from '../resourceType.ts'

const grains = ['Monthly', 'Quarterly', 'Annually', 'BillingMonth', 'BillingQuarter', 'BillingAnnual']
const mostNotifications = 5

/** Recorded only: localhost costs nothing. */
export const budget: ResourceType = {
  token: 'azure-native:consumption:Budget',
  nameInput: 'budgetName',
  autoName: 'random',
  replaceOn: ['scope'],
  id: (inputs) =>
    `${text(inputs, 'scope')}/providers/Microsoft.Consumption/budgets/${text(inputs, 'budgetName')}`,
  put: (inputs, { records }, former) => {
    if (records.get(text(inputs, 'scope')) === undefined) {
      throw new Error(`ResourceNotFound: ${text(inputs, 'scope')} does not exist.`)
    }
    requireAmounts(inputs)
    requirePeriod(inputs, former)
    return { type: 'Microsoft.Consumption/budgets' }
  },
}

// learn.microsoft.com/rest/api/consumption/budgets/create-or-update: what each property may be
function requireAmounts(inputs: Props): void {
  if (Number(inputs.amount) <= 0) throw new Error('BadRequest: the amount of a budget is more than 0.')
  if (!grains.includes(text(inputs, 'timeGrain'))) {
    throw new Error(`BadRequest: '${inputs.timeGrain}' is no time grain: ${grains.join(', ')}.`)
  }
  const notifications = Object.values(child(inputs, 'notifications')).filter(isProps)
  if (notifications.length > mostNotifications) {
    throw new Error(`BadRequest: a budget has ${mostNotifications} notifications at most.`)
  }
  for (const notification of notifications) {
    const threshold = Number(notification.threshold)
    if (!(threshold > 0 && threshold <= 1000)) {
      throw new Error('BadRequest: the threshold of a notification is more than 0 and at most 1000 percent.')
    }
    if (
      list(notification, 'contactEmails').length === 0 &&
      list(notification, 'contactGroups').length === 0
    ) {
      throw new Error('BadRequest: a notification has somebody to tell.')
    }
  }
}

/** The start is a first of a month; a new budget begins in this month or in one of the next twelve. */
function requirePeriod(inputs: Props, former: ResourceRecord | undefined): void {
  const start = text(child(inputs, 'timePeriod'), 'startDate')
  if (!/^\d{4}-\d\d-01(T00:00:00Z)?$/.test(start)) {
    throw new Error(`BadRequest: the start date '${start}' of a budget is the first of a month.`)
  }
  if (former !== undefined && text(child(former.inputs, 'timePeriod'), 'startDate') === start) return
  const now = new Date()
  const months =
    (Number(start.slice(0, 4)) - now.getUTCFullYear()) * 12 +
    Number(start.slice(5, 7)) -
    1 -
    now.getUTCMonth()
  if (months < 0 || months > 12) {
    throw new Error(`BadRequest: the start date '${start}' is neither in this month nor in the next twelve.`)
  }
}
