import { expect, test } from 'vitest'
import { dialectLine } from './dialect.ts'
import type { Binding, FunctionMetadata } from './functionMetadata.ts'
import { parseHostJson } from './hostJson.ts'

const handlerWith = (flags: object) =>
  parseHostJson(
    JSON.stringify({
      version: '2.0',
      customHandler: { description: { defaultExecutablePath: 'h' }, ...flags },
    }),
    'host.json',
  ).customHandler
const proxying = handlerWith({ enableForwardingHttpRequest: true, enableProxyingHttpRequest: true })
const forwarding = handlerWith({ enableForwardingHttpRequest: true })

const binding = (type: string, direction: Binding['direction']): Binding => ({ name: type, type, direction })
const request = binding('httpTrigger', 'in')
const answer = binding('http', 'out')
const order = (...bindings: Binding[]): FunctionMetadata => ({ name: 'orders', bindings })

test.each([
  ['proxied, because it is HTTP alone and host.json has enableProxyingHttpRequest', [], proxying],
  ['forwarded, because it is HTTP alone and host.json has enableForwardingHttpRequest', [], forwarding],
  [
    'envelope, because host.json has neither enableProxyingHttpRequest nor enableForwardingHttpRequest',
    [],
    handlerWith({}),
  ],
  ['envelope, because it has another output (queue)', [binding('queue', 'out')], proxying],
  [
    'envelope, because it has other outputs (queue, blob)',
    [binding('queue', 'out'), binding('blob', 'out')],
    forwarding,
  ],
  [
    'envelope, because it has another input (table) and another output (queue)',
    [binding('queue', 'out'), binding('table', 'in')],
    forwarding,
  ],
])('an HTTP function is %s', (expected, more, handler) => {
  expect(dialectLine(order(request, answer, ...more), handler)).toBe(`orders: ${expected}`)
})

test('an HTTP function that returns to a queue is called by envelope', () => {
  expect(dialectLine(order(request, binding('queue', 'out')), proxying)).toBe(
    'orders: envelope, because it has no HTTP output',
  )
})

test('a function of any other trigger is called by envelope', () => {
  expect(dialectLine(order(binding('queueTrigger', 'in'), binding('blob', 'out')), proxying)).toBe(
    'orders: envelope, because it is not triggered by HTTP (queueTrigger)',
  )
})
