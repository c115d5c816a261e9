import { describe, expect, it } from 'vitest'
import { openTestCloud } from '../../testCloud.ts'

const inGroup = { resourceGroupName: 'rg' }

async function monitored() {
  const cloud = await openTestCloud()
  const group = await cloud.create('resources:ResourceGroup', inGroup)
  const insights = await cloud.create('applicationinsights:Component', { ...inGroup, resourceName: 'i' })
  const people = await cloud.create('monitor:ActionGroup', { ...inGroup, groupShortName: 'functions' })
  return { ...cloud, group, insights, people }
}

describe('an action group', () => {
  it.each([
    [
      { groupShortName: 'too-long-a-name' },
      "the short name 'too-long-a-name' of an action group has 1 to 12",
    ],
    [{ groupShortName: 'x', emailReceivers: [{ name: 'a' }, { name: 'a' }] }, 'have to be unique: a, a.'],
  ])('is refused: %j', async (inputs, reason) => {
    const { create } = await openTestCloud()
    await expect(create('monitor:ActionGroup', { ...inGroup, ...inputs })).rejects.toThrow(reason)
  })
})

describe('a log search alert', () => {
  it.each([
    [{ windowSize: 'PT20M' }, "'PT20M' is no windowSize"],
    [{ windowSize: 'P1W' }, "'P1W' is no windowSize"],
    [{ evaluationFrequency: 'PT7M' }, "'PT7M' is no evaluationFrequency"],
    [{ evaluationFrequency: 'PT1H' }, 'evaluationFrequency is longer than windowSize'],
    [{ scopes: ['/nowhere'] }, 'ResourceNotFound: /nowhere does not exist.'],
    [{ actions: { actionGroups: ['/nobody'] } }, 'ResourceNotFound: /nobody does not exist.'],
  ])('is refused: %j', async (inputs, reason) => {
    const { create, insights } = await monitored()
    const times = { evaluationFrequency: 'PT5M', windowSize: 'PT15M' }
    const rule = { ...inGroup, ...times, scopes: [insights.id], ...inputs }
    await expect(create('monitor:ScheduledQueryRule', rule)).rejects.toThrow(reason)
  })

  it.each(['PT5M', 'PT6H', 'P1D', 'P2D'])('looks back over %s', async (windowSize) => {
    const { create, insights, people } = await monitored()
    const actions = { actionGroups: [people.id] }
    const rule = { ...inGroup, evaluationFrequency: 'PT5M', windowSize, scopes: [insights.id], actions }
    expect(await create('monitor:ScheduledQueryRule', rule)).toMatchObject({ outputs: { windowSize } })
  })
})

describe('a budget', () => {
  const month = (offset: number) => {
    const now = new Date()
    const first = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + offset, 1))
    return `${first.toISOString().slice(0, 10)}T00:00:00Z`
  }
  const told = { threshold: 80, contactEmails: ['ops@example.com'] }
  const valid = { amount: 50, timeGrain: 'Monthly', budgetName: 'b', notifications: { told } }

  it.each([
    [{ amount: 0 }, 'the amount of a budget is more than 0'],
    [{ timeGrain: 'Weekly' }, "'Weekly' is no time grain"],
    [{ timePeriod: { startDate: '2026-01-15T00:00:00Z' } }, 'is the first of a month'],
    [{ timePeriod: { startDate: month(-1) } }, 'is neither in this month nor in the next twelve'],
    [{ timePeriod: { startDate: month(13) } }, 'is neither in this month nor in the next twelve'],
    [{ notifications: { a: { ...told, threshold: 1001 } } }, 'at most 1000 percent'],
    [{ notifications: { a: { threshold: 80 } } }, 'has somebody to tell'],
    [
      { notifications: Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f'].map((key) => [key, told])) },
      'has 5 notifications at most',
    ],
    [{ scope: '/nowhere' }, 'ResourceNotFound: /nowhere does not exist.'],
  ])('is refused: %j', async (inputs, reason) => {
    const { create, group } = await monitored()
    const timePeriod = { startDate: month(0) }
    await expect(
      create('consumption:Budget', { scope: group.id, timePeriod, ...valid, ...inputs }),
    ).rejects.toThrow(reason)
  })

  it('keeps the month it was made in', async () => {
    const { create, group, services } = await monitored()
    const inputs = { scope: group.id, timePeriod: { startDate: '2024-02-01T00:00:00Z' }, ...valid }
    const id = `${group.id}/providers/Microsoft.Consumption/budgets/b`
    services.records.put({ id, type: 'azure-native:consumption:Budget', inputs, outputs: inputs })
    expect(await create('consumption:Budget', { ...inputs, amount: 60 })).toMatchObject({
      outputs: { amount: 60 },
    })
  })
})
