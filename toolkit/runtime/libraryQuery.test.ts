import fc from 'fast-check'
import { expect, test } from 'vitest'
import { libraryQuery } from './libraryQuery.ts'

const name = fc.constantFrom('a', 'b', '_c', 'A', '1', '2', '__proto__', 'x-y', 'a b', '%41', '+', 'é', '')
const pair = fc.tuple(name, fc.constantFrom('', '1', 'Ada', 'a%20b', 'c+d', '=', '~.-'), fc.boolean())
const queries = fc
  .array(pair, { maxLength: 5 })
  .map((pairs) => `?${pairs.map(([key, value, marked]) => (marked ? `${key}=${value}` : key)).join('&')}`)

test('comes to the same as the query itself, in its order', () => {
  fc.assert(
    fc.property(queries, (query) => {
      expect([...new URLSearchParams(libraryQuery(query))]).toEqual([...new URLSearchParams(query)])
    }),
    { numRuns: 2000 },
  )
})

test.each([
  ['', '?'],
  ['?name=Ada', { name: 'Ada' }],
  ['?a=1&b=2', '?a=1&b=2'],
  ['?a=1&a=2', '?a=1&a=2'],
  ['?1=a', '?1=a'],
  ['?=a', '?=a'],
  ['?a=%20', '?a=%20'],
])('%j is given as %j', (query, given) => {
  expect(libraryQuery(query)).toEqual(given)
})
