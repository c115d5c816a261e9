import fc from 'fast-check'
import { expect, test } from 'vitest'
import { queryParameters } from './queryParameters.ts'

const read = (query: string) => [[...queryParameters(query)], String(queryParameters(query))]
const readByPlatform = (query: string) => [
  [...new URLSearchParams(query)],
  String(new URLSearchParams(query)),
]

test.each([
  '',
  '?',
  '?a',
  '?a=',
  '?=a',
  '?=',
  '?&&a=1&',
  '?a=1&a=2',
  '?a=b=c',
  '??a=1',
  '?a=%20+&b=é',
  '?1=2&b[]=?',
])('the query "%s" is read as the platform reads it', (query) =>
  expect(read(query)).toEqual(readByPlatform(query)),
)

test('any query is read as the platform reads it', () => {
  const texts = fc.string({ unit: fc.constantFrom(...'ab1&=?%+2fé#[];'), maxLength: 12 })
  fc.assert(
    fc.property(texts, (text) => {
      expect(read(`?${text}`)).toEqual(readByPlatform(`?${text}`))
    }),
    { numRuns: 2000 },
  )
})
