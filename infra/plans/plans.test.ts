import { describe, expect, it } from 'vitest'
import type { FunctionMetadata } from '../../toolkit/build/functionMetadata.ts'
import { parseSettings } from '../parseSettings.ts'
import { inSomeRegion } from '../testing/inSomeRegion.ts'
import { hostingPlan } from './plans.ts'

const planOf = (config: Record<string, string>) => hostingPlan(parseSettings({ ...inSomeRegion, ...config }))
const triggered = (name: string, type: string): FunctionMetadata => ({
  name,
  bindings: [{ name: 't', type, direction: 'in' }],
})
const app = {
  functions: [triggered('hello', 'httpTrigger'), triggered('receipts', 'queueTrigger')],
  functionTimeout: undefined,
  logLevels: new Map(),
}

describe('hostingPlan', () => {
  it('warns of consumption with the day it ends', () => {
    expect(planOf({ 'app:plan': 'consumption' }).warning).toBe(
      'The plan consumption is retired on 2028-09-30 and has had no new features since 2025-09-30. ' +
        'Plan flex takes its place: `pulumi config set app:plan flex`.',
    )
    expect(planOf({}).warning).toBeUndefined()
  })

  it('keeps only those instances ready that the app has work for', () => {
    const config = { 'app:alwaysReady': '{"http":1,"function:receipts":1,"function:hello":1,"blob":1}' }
    expect(planOf(config).refusals(app)).toEqual([
      'app:alwaysReady has function:hello, which scales with its group. Use http in its place.',
      'app:alwaysReady has blob, which this app does not have. There is http, function:receipts.',
    ])
  })

  it('refuses a timeout that consumption does not have', () => {
    const consumption = planOf({ 'app:plan': 'consumption' })
    expect(consumption.refusals({ ...app, functionTimeout: 600_000 })).toEqual([])
    expect(consumption.refusals({ ...app, functionTimeout: Number.POSITIVE_INFINITY })).toEqual([
      'host.json has a functionTimeout of more than 10 minutes, the most on plan consumption. Lower it there.',
    ])
  })
})
