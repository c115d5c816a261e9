import { describe, expect, it } from 'vitest'
import { policies } from './policies.ts'
import { cases } from './testing/cases.ts'
import { violations } from './testing/violations.ts'

describe('the rule', () => {
  it.each(cases)('$rule passes $type $passes', async ({ rule, type, passes, config }) => {
    expect(await violations(policies, rule, type, passes, config)).toEqual([])
  })

  it.each(cases)('$rule refuses $type $violates', async ({ rule, type, violates, config, message }) => {
    expect(await violations(policies, rule, type, violates, config)).toEqual([message])
  })
})

describe('the pack', () => {
  it('has a case for every rule', () => {
    expect(new Set(cases.map(({ rule }) => rule))).toEqual(new Set(policies.map(({ name }) => name)))
  })

  it('asks nothing of plans and regions until it is told what is allowed', async () => {
    expect(await violations(policies, 'plan-allowed', 'web:AppServicePlan', { sku: { name: 'Y1' } })).toEqual(
      [],
    )
    const group = 'resources:ResourceGroup'
    expect(await violations(policies, 'location-allowed', group, { location: 'eastus' })).toEqual([])
  })

  it('leaves alone what an allowed region cannot be asked of', async () => {
    const config = { locations: ['westeurope'] }
    for (const props of [{ location: 'global' }, {}]) {
      expect(await violations(policies, 'location-allowed', 'privatedns:PrivateZone', props, config)).toEqual(
        [],
      )
    }
  })
})
