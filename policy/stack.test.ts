import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { runProgram } from '../infra/testing/program.ts'
import { policies } from './policies.ts'
import { violations } from './testing/violations.ts'

/** Every rule that what the program asks for breaks, with what it says. */
async function brokenRules(config: Record<string, string>): Promise<string[]> {
  const { asked } = await runProgram(config)
  const broken: string[] = []
  for (const { type, name, inputs: sent } of asked) {
    const inputs = asTheEngineShows(sent)
    if (!type.startsWith('azure-native:') || name.startsWith('existing-')) continue
    for (const { name: rule } of policies) {
      const found = await violations(policies, rule, type.slice('azure-native:'.length), inputs)
      broken.push(...found.map((message) => `${rule}: ${message}`))
    }
  }
  return broken
}

const recordSchema = z.record(z.string(), z.unknown())
const secretSignature = '4dabf18193072939515e22adb298388d'

/** Rules see secrets as their values, and the ids of Azure where the mocks have others. */
function asTheEngineShows(inputs: Record<string, unknown>): Record<string, unknown> {
  const shown = JSON.stringify(inputs, (_key, value) =>
    value !== null && typeof value === 'object' && secretSignature in value ? value.value : value,
  )
  const group = '/subscriptions/s/resourceGroups/rg'
  return recordSchema.parse(
    JSON.parse(
      shown
        .replaceAll('/mock/azure-native:resources:ResourceGroup/rg', group)
        .replaceAll(/\/mock\/azure-native:(\w+):(\w+)\//g, `${group}/providers/Microsoft.$1/$2/`),
    ),
  )
}

const isPrivate = { 'app:network': 'private', 'app:packageStore': 'separate' }
const watched = { 'app:alertEmails': '["ops@example.com"]', 'app:budget': '10', 'app:lock': 'true' }

describe('the stack keeps every rule', { timeout: 60_000 }, () => {
  it.each(['flex', 'premium', 'consumption', 'dedicated'])('on plan %s', async (plan) => {
    expect(await brokenRules({ 'app:plan': plan, ...watched })).toEqual([])
  })

  it.each(['flex', 'premium', 'dedicated'])('on plan %s in a private network', async (plan) => {
    expect(await brokenRules({ 'app:plan': plan, ...isPrivate })).toEqual([])
  })

  it.each(['cli', 'external'])('with delivery %s', async (delivery) => {
    expect(await brokenRules({ 'app:delivery': delivery })).toEqual([])
  })
})

it('a stack by connection string breaks one rule on purpose, and one that goes with it', async () => {
  const broken = await brokenRules({ 'app:auth': 'connectionString' })
  expect(new Set(broken.map((line) => line.split(':')[0]))).toEqual(
    new Set(['app-settings-keyless', 'telemetry-entra-only']),
  )
})
