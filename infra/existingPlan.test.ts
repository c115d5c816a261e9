import { expect, it } from 'vitest'
import { planRefusal } from './existingPlan.ts'

it.each([
  [{ tier: 'ElasticPremium', linux: true }, 'ElasticPremium', undefined],
  [{ tier: 'Dynamic', linux: true }, 'Dynamic', undefined],
  [{ tier: 'PremiumV3', linux: true }, 'Basic', undefined],
  [
    { tier: 'ElasticPremium', linux: false },
    'ElasticPremium',
    'runs Windows, and a custom handler built here runs on Linux',
  ],
  [
    { tier: 'Basic', linux: true },
    'ElasticPremium',
    'is of the tier Basic, and app:plan asks for ElasticPremium',
  ],
  [{ tier: 'Dynamic', linux: true }, 'Basic', 'is of the tier Dynamic, and app:plan asks for Basic'],
])('an existing plan %j, where %s is wanted: %s', (found, wanted, refusal) => {
  expect(planRefusal(found, wanted)).toBe(refusal)
})
