import { writeFileSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { LocalStack } from './support/localStack.ts'

const stack = new LocalStack()
afterAll(() => stack.remove())

const pack = ['--policy-pack', 'policy']

test('the stack keeps every rule of the policy pack, with all values known', async () => {
  const serving = await stack.serving()
  await serving.stop('SIGTERM')
  const { code, output } = await stack.local('pulumi', 'preview', ...pack).finished()
  expect(output).toContain('✅ custom-handler-stack@v0.1.0 (local: policy)')
  expect(code).toBe(0)
}, 180_000)

test('a stack that breaks rules is stopped in preview, with every rule it breaks', async () => {
  const rules = { 'location-allowed': { locations: ['eastus'] }, 'plan-allowed': { tiers: ['Dynamic'] } }
  writeFileSync(stack.path('rules.json'), JSON.stringify(rules))
  const config = ['--policy-pack-config', 'rules.json']
  const { code, output } = await stack.local('pulumi', 'preview', ...pack, ...config).finished()
  expect(output).toContain('❌ custom-handler-stack@v0.1.0 (local: policy)')
  expect(output).toContain('The resource is in westeurope. Allowed is eastus.')
  expect(output).toContain("The plan's tier is FlexConsumption. Allowed is Dynamic.")
  expect(code).not.toBe(0)
})
