import { expect, test } from 'vitest'
import { whenSettled } from './whenSettled.ts'

const settle = (returned: unknown) =>
  whenSettled<string>(
    returned,
    (value) => `fulfilled ${value}`,
    (error) => `rejected ${error}`,
  )

test('a value is gone on with at once', () => {
  expect(settle('a')).toBe('fulfilled a')
  expect(settle(Object.fromEntries([['then', 'no function']]))).toBe('fulfilled [object Object]')
})

test.each([
  ['a promise', () => Promise.resolve('a'), 'fulfilled a'],
  ['a promise that fails', () => Promise.reject('b'), 'rejected b'],
  [
    'what only has a then',
    () => Object.fromEntries([['then', (done: (value: string) => void) => done('c')]]),
    'fulfilled c',
  ],
])('%s is waited for', async (_what, make, expected) => {
  expect(await settle(make())).toBe(expected)
})

test.each(['a', Promise.resolve('a')])('what going on throws is told, too', async (returned) => {
  const thrown = () => {
    throw new Error('no')
  }
  expect(await whenSettled<string>(returned, thrown, (error) => `rejected ${error}`)).toBe(
    'rejected Error: no',
  )
})
