import { expect, test } from 'vitest'
import { listsResources } from './stackState.ts'

const stack = { type: 'pulumi:pulumi:Stack', custom: false }
const component = { type: 'custom-handler-stack:infra:Storage', custom: false }
const provider = { type: 'pulumi:providers:azure-native', custom: true }
const group = { type: 'azure-native:resources:ResourceGroup', custom: true }

test.each([
  ['a stack that was never brought up', undefined, false],
  ['one that was destroyed', { resources: null }, false],
  ['one whose first update was refused', { resources: [stack, component, provider] }, false],
  ['one with a resource', { resources: [stack, provider, group] }, true],
])('%s', (_what, latest, expected) => {
  expect(listsResources(JSON.stringify({ version: 3, checkpoint: { latest } }))).toBe(expected)
})

test.each(['', '{"version":3,"checkpoint"', '\0'])(
  'a state that cannot be read counts as full: %j',
  (text) => {
    expect(listsResources(text)).toBe(true)
  },
)
