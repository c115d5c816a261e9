import { describe, expect, it } from 'vitest'
import { boundNames, resolveExpressions } from './bindingExpression.ts'

const sys = { MethodName: 'f', UtcNow: 'then', RandGuid: 'one' }
const data = { id: '42', n: 7, Query: { name: 'Ada' }, at: new Date('2026-01-02T03:04:05Z'), none: null, sys }

describe('resolveExpressions', () => {
  it.each([
    ['receipts/{id}.json', 'receipts/42.json'],
    ['{ID}-{n}-{query.NAME}', '42-7-Ada'],
    ['plain', 'plain'],
    ['<{at}{none}{Query}>', '<>'],
    ['{{id}}-{id}', '{id}-42'],
    ['{sys.methodname}', 'f'],
  ])('resolves %s', (template, text) => expect(resolveExpressions(template, data)).toBe(text))

  it.each([
    ['{rand-guid}', /^[0-9a-f]{8}-[0-9a-f-]{27}$/],
    ['{rand-guid:N}', /^[0-9a-f]{32}$/],
    ['{DateTime}', /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ$/],
    ['{datetime:yyyyMMdd}', /^\d{8}$/],
    ['{sys.utcnow}', /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ$/],
    ['{sys.UtcNow:yyyy-MM}', /^\d{4}-\d\d$/],
    ['{sys.randguid}', /^[0-9a-f]{8}-[0-9a-f-]{27}$/],
  ])('makes a value for %s', (template, form) => expect(resolveExpressions(template, data)).toMatch(form))

  it('names what is missing and what there is', () => {
    expect(() => resolveExpressions('{name}', data)).toThrow(
      `No value for named parameter 'name'. The event has: id, n, Query, at, none, sys.`,
    )
    expect(() => resolveExpressions('{query.other}', data)).toThrow(
      `Error while accessing 'other': property doesn't exist. There is: name.`,
    )
  })
})

it('knows what bindings name in their expressions', () => {
  const bindings = [
    { path: 'receipts/{ID}-{order.number}.json' },
    { filter: "{at:yyyy} {{id2}} '{ n }'", take: 5 },
  ]
  expect(boundNames(bindings)).toEqual(new Set(['id', 'order', 'at', 'n']))
})
