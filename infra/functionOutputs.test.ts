import { describe, expect, it } from 'vitest'
import type { FunctionMetadata } from '../toolkit/build/functionMetadata.ts'
import { functionOutputs } from './functionOutputs.ts'

const http = (name: string, route?: string): FunctionMetadata => ({
  name,
  bindings: [{ name: 'req', type: 'httpTrigger', direction: 'in', ...(route && { route }) }],
})

describe('functionOutputs', () => {
  it('gives every HTTP function its URL: by route, else by name', () => {
    const outputs = functionOutputs(
      [http('hello'), http('order', 'orders/{id}')],
      'https://app.example',
      'api',
    )
    expect(outputs.map(({ url }) => url)).toEqual([
      'https://app.example/api/hello',
      'https://app.example/api/orders/{id}',
    ])
  })

  it('leaves the prefix out where host.json has none', () => {
    expect(functionOutputs([http('hello')], 'https://app.example', '')[0]?.url).toBe(
      'https://app.example/hello',
    )
  })

  it('names the trigger of every other function', () => {
    const timer: FunctionMetadata = {
      name: 'heartbeat',
      bindings: [{ name: 'timer', type: 'timerTrigger', direction: 'in' }],
    }
    expect(functionOutputs([timer], 'https://app.example', 'api')).toEqual([
      { name: 'heartbeat', trigger: 'timerTrigger' },
    ])
  })
})
